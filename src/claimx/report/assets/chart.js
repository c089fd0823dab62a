// Figures over time: a mark a claim, a bar from low to high, an arrow where a bound is open; colour and shape tell the source.

const COLOURS = 8; // hues that can be told apart; with the shapes beside them, 32 sources
const SHAPES = ['M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0', 'M-3.6,-3.6h7.2v7.2h-7.2z', 'M0,-4.8L4.6,3.4H-4.6z', 'M0,-5L5,0L0,5L-5,0z'];
const DAY = 86400000;
const time = (day) => Date.parse(day + 'T00:00:00Z');

// A look for each name of a chart, another shape with every hue for those who don't see hues. More than 32 begin again.
function looksFor(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) || 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || COLLATOR.compare(a[0], b[0]));
  return new Map(ranked.map(([name], i) => [name, {colour: i % COLOURS, shape: SHAPES[(i + Math.floor(i / COLOURS)) % SHAPES.length]}]));
}

function scale(low, high, logarithmic) {
  if (logarithmic) {
    const from = Math.log10(Math.max(low, 0.5)), to = Math.log10(Math.max(high, 1));
    const span = Math.max(to - from, 0.3);
    const ticks = [];
    for (let power = Math.floor(from); power <= Math.ceil(to); power++) {
      for (const step of span < 2.5 ? [1, 2, 5] : [1]) {
        const value = step * 10 ** power;
        if (value >= 1 && Math.log10(value) >= from - 0.02 && Math.log10(value) <= to + 0.02) ticks.push(value);
      }
    }
    return {at: (value) => (Math.log10(Math.max(value, 0.5)) - from) / span, ticks};
  }
  const top = high <= 0 ? 1 : high;
  const rough = top / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max([1, 2, 2.5, 5, 10].find((factor) => factor * unit >= rough) * unit, 1);
  const ticks = [];
  for (let value = 0; value <= top * 1.0001; value += step) ticks.push(value);
  return {at: (value) => value / top, ticks};
}

function dayTicks(from, to, room) {
  const most = Math.max(2, Math.floor(room / 115));
  const days = (to - from) / DAY;
  const out = [];
  if (days / most > 45) {
    const first = new Date(from), months = days / 30.4 / most;
    const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((count) => count >= months) || 1200;
    for (let year = first.getUTCFullYear(), month = 0; out.length < 400; month += step) {
      const at = Date.UTC(year, month, 1);
      if (at > to) break;
      if (at >= from) out.push([at, new Date(at).toISOString().slice(0, step % 12 ? 7 : 4)]);
    }
    return out;
  }
  const step = Math.max(1, [1, 2, 5, 7, 14, 30, 45].find((count) => count >= days / most) || 45) * DAY;
  for (let at = from; at <= to; at += step) out.push([at, new Date(at).toISOString().slice(0, 10)]);
  return out;
}

// Draws points ({day, low, high, point, name, label, pick}) into a box; returns how many lie on the plane.
function plot(box, points, options) {
  box.textContent = '';
  const drawn = points.filter((one) => one.day !== null && one.point !== null).sort((a, b) => time(a.day) - time(b.day) || a.point - b.point);
  if (!drawn.length) return 0;
  const width = Math.max(box.clientWidth, 280), height = options.height || 250;
  const margin = {left: 52, right: 14, top: 12, bottom: 26};
  const room = width - margin.left - margin.right, tall = height - margin.top - margin.bottom;
  let from = time(drawn[0].day), to = time(drawn[drawn.length - 1].day);
  const pad = from === to ? DAY : (to - from) * 0.02;
  const ticksFrom = from, ticksTo = to;
  from -= pad;
  to += pad;
  const values = drawn.flatMap((one) => [one.low, one.high, one.point]).filter((value) => value !== null);
  const y = scale(Math.min(...values.filter((value) => value > 0), Infinity) === Infinity ? 0.5 : Math.min(...values.filter((value) => value > 0)) * 0.8,
    Math.max(...values) * 1.06, options.log);
  const px = (day) => margin.left + room * (time(day) - from) / (to - from);
  const py = (value) => margin.top + tall * (1 - Math.min(1, Math.max(0, y.at(value))));
  const svg = draw('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': options.label});
  for (const tick of y.ticks) {
    svg.append(draw('line', {class: 'grid', x1: margin.left, x2: width - margin.right, y1: py(tick), y2: py(tick)}));
    svg.append(draw('text', {class: 'tick', x: margin.left - 7, y: py(tick) + 4, 'text-anchor': 'end'}, short(tick)));
  }
  for (const [at, label] of dayTicks(ticksFrom, ticksTo, room)) {
    const x = margin.left + room * (at - from) / (to - from);
    svg.append(draw('line', {class: 'grid', x1: x, x2: x, y1: height - margin.bottom, y2: height - margin.bottom + 4}));
    const anchor = x > width - 45 ? 'end' : x < margin.left + 25 ? 'start' : 'middle';
    svg.append(draw('text', {class: 'tick', x, y: height - 8, 'text-anchor': anchor}, label));
  }
  const marks = [];
  const crowd = new Map(); // marks at one spot are set side by side, so that none hides another
  for (const one of drawn) {
    const look = options.looks.get(one.name);
    const spot = one.day + '|' + Math.round(py(one.point) / 5);
    const beside = crowd.get(spot) || 0;
    crowd.set(spot, beside + 1);
    const side = beside % 2 ? -1 : 1;
    const x = Math.min(width - 8, Math.max(margin.left + 2, px(one.day) + side * Math.ceil(beside / 2) * 8)), at = py(one.point);
    const mark = draw('g', {class: `mark c${look.colour}`, tabindex: '-1', role: 'button', 'aria-label': one.label});
    mark.append(draw('title', {}, one.label));
    const low = one.low === null ? null : py(one.low), high = one.high === null ? null : py(one.high);
    if (low !== null && high !== null && low - high > 1) {
      mark.append(draw('path', {class: 'bar', d: `M${x - 4},${low}h8M${x},${low}V${high}M${x - 4},${high}h8`}));
    } else if (high === null) {
      const end = Math.max(margin.top, at - 16);
      mark.append(draw('path', {class: 'bar', d: `M${x},${at}V${end}M${x - 3.5},${end + 5}L${x},${end}l3.5,5`}));
    } else if (low === null) {
      const end = Math.min(height - margin.bottom, at + 16);
      mark.append(draw('path', {class: 'bar', d: `M${x},${at}V${end}M${x - 3.5},${end - 5}L${x},${end}l3.5,-5`}));
    }
    mark.append(draw('circle', {class: 'hit', cx: x, cy: at, r: 11}));
    mark.append(draw('path', {class: one.faint ? 'shape faint' : 'shape', d: look.shape, transform: `translate(${x},${at})`}));
    mark.addEventListener('click', () => one.pick());
    mark.addEventListener('focus', () => options.tell && options.tell(one.label));
    mark.addEventListener('mouseenter', () => options.tell && options.tell(one.label));
    marks.push([mark, one]);
    svg.append(mark);
  }
  // One stop for the tab key, arrows within: a chart of a thousand marks must not hold a reader up.
  if (marks.length) marks[0][0].setAttribute('tabindex', '0');
  svg.addEventListener('keydown', (event) => {
    const at = marks.findIndex(([mark]) => mark === document.activeElement);
    if (at < 0) return;
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: marks.length - 1}[event.key];
    if (to !== undefined && marks[to]) {
      marks[at][0].setAttribute('tabindex', '-1');
      marks[to][0].setAttribute('tabindex', '0');
      marks[to][0].focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      marks[at][1].pick();
    } else return;
    event.preventDefault();
  });
  box.append(svg);
  return drawn.length;
}

function legend(names, looks, onPick) {
  const list = make('ul', {class: 'legend'});
  for (const name of names) {
    const look = looks.get(name);
    const sign = draw('svg', {width: 12, height: 12, viewBox: '-6 -6 12 12', class: `c${look.colour}`, 'aria-hidden': 'true'},
      draw('path', {class: 'shape', d: look.shape}));
    const label = make('bdi', {}, name);
    const item = onPick ? make('button', {type: 'button', title: 'show this source only'}, sign, label) : make('span', {}, sign, label);
    if (onPick) item.addEventListener('click', () => onPick(name));
    put(list, make('li', {}, item));
  }
  return list;
}

function thingName(thing) {
  const [event, category, affected, total, per] = thing.split('|');
  const scopes = {total: ', running total', day: ', increase'};
  return `${counting(category, event)}${affected ? ', ' + affected : ''}${scopes[total] || ''}${per ? ' a ' + per : ''}`;
}

function fillThings() {
  const counts = new Map();
  for (const claim of state.shown) {
    if (claim.day === null || claim.point === null) continue;
    const one = counts.get(claim.thing) || {claims: 0, sources: new Set(), days: new Set()};
    one.claims++;
    one.sources.add(named(claim));
    one.days.add(claim.day);
    counts.set(claim.thing, one);
  }
  // First what most sources and days tell of, whose loss being told: there is something to see that hangs together.
  const worth = ([thing, one]) => (thing.split('|')[2] ? 10 : 1) * Math.min(one.sources.size, 5) * Math.min(one.days.size, 20) * 1000 + one.claims;
  const things = [...counts].sort((a, b) => worth(b) - worth(a) || COLLATOR.compare(a[0], b[0])).slice(0, 300);
  const select = byId('thing'), before = select.value;
  select.textContent = '';
  for (const [thing, one] of things) put(select, make('option', {value: thing}, `${thingName(thing)} (${number(one.claims)})`));
  if (things.some(([thing]) => thing === before)) select.value = before;
  return things.length > 0;
}

function drawChart(anew) {
  const any = anew ? fillThings() : byId('thing').options.length > 0;
  byId('chart').hidden = !any;
  if (!any) return;
  const thing = byId('thing').value;
  const found = state.shown.filter((claim) => claim.thing === thing && claim.day !== null && claim.point !== null);
  const values = found.map((claim) => claim.point).filter((value) => value > 0);
  const log = byId('log');
  // Two orders of magnitude apart, the small figures would lie on the ground.
  if (anew || log.dataset.thing !== thing) {
    log.checked = Math.max(...values) / Math.min(...values) > 100;
    log.dataset.thing = thing;
  }
  const points = found.map((claim) => ({
    day: claim.day, low: claim.low, high: claim.high, point: claim.point, name: named(claim), faint: claim.stance !== 'asserted',
    label: `${claim.figure}, ${named(claim)}, ${claim.days || 'as of ' + claim.day}${claim.stance === 'asserted' ? '' : ', ' + claim.stance}`,
    pick: () => open(claim.id, true),
  }));
  // Looks hang on all claims of the thing, so that a filter does not change them.
  const looks = looksFor(claims.filter((claim) => claim.thing === thing).map(named));
  plot(byId('plot'), points, {log: log.checked, looks, label: `${thingName(thing)}, ${points.length} figures over time`, tell});
  const here = new Set(points.map((one) => one.name));
  const names = [...looks.keys()].filter((name) => here.has(name));
  const most = 8; // a longer legend would push the claims off the screen
  byId('plot').append(legend(names.slice(0, most), looks, (name) => {
    byId('f-source').value = byId('f-source').value === name ? '' : name;
    change();
  }));
  tell(names.length > most ? `and ${plural(names.length - most, 'further source')}` : '');
}

function tell(text) {
  byId('plot-note').textContent = text;
}
