// Where and when: a circle for each point that claims are told of, sized by their number, and a bar for each stretch of days under it.

const RADIUS = 4; // of one claim; the area grows with their number
const SMALLEST = 3;
// The largest circle: a thirtieth of the map, on a phone too.
const widest = (width) => Math.min(26, width / 30);
const CLOSEST = 60; // units of the map from edge to edge, six degrees: nearer, the outlines are too coarse
const WIDE = ['region', 'country']; // the point is only a middle
const WORLD_VIEW = {x: -1800, y: -1000, width: 3600, height: 1900};
const view = {...WORLD_VIEW};

const lay = (lat, lon) => [lon * 10, -1800 / Math.PI * Math.log(Math.tan(Math.PI / 4 + Math.max(-84, Math.min(84, lat)) * Math.PI / 360))];

// A name for each point: the one that most claims use, with country and degrees where several points share it.
function nameSpots() {
  const spots = new Map();
  for (const claim of claims) {
    if (!claim.at) continue;
    const key = claim.at[0] + ' ' + claim.at[1];
    if (!spots.has(key)) spots.set(key, {key, at: claim.at, names: new Map(), country: claim.country});
    const names = spots.get(key).names;
    names.set(claim.place, (names.get(claim.place) || 0) + 1);
  }
  const taken = new Map();
  for (const spot of spots.values()) {
    spot.name = [...spot.names].sort((a, b) => b[1] - a[1] || COLLATOR.compare(a[0], b[0]))[0][0];
    taken.set(spot.name, (taken.get(spot.name) || 0) + 1);
  }
  for (const spot of spots.values()) {
    if (taken.get(spot.name) > 1) spot.name += `, ${spot.country || 'at sea'} (${spot.key})`;
  }
  for (const claim of claims) if (claim.at) claim.spot = spots.get(claim.at[0] + ' ' + claim.at[1]).name;
  return spots;
}

const SPOTS = nameSpots();

function fitView(spots) {
  if (!spots.length) return Object.assign(view, WORLD_VIEW);
  const laid = spots.map((spot) => lay(...spot.at));
  const xs = laid.map(([x]) => x), ys = laid.map(([, y]) => y);
  const pad = 1.25;
  let width = Math.max((Math.max(...xs) - Math.min(...xs)) * pad, CLOSEST * 2), height = Math.max((Math.max(...ys) - Math.min(...ys)) * pad, CLOSEST);
  return setView((Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2, width, height);
}

// The view keeps the shape of its box, and within the world.
function setView(x, y, width, height) {
  const box = byId('map-plot');
  const shape = Math.max(box.clientWidth, 280) / mapHeight();
  if (width / height < shape) width = height * shape;
  // Wider than the world where its height asks for it: there is sea at the sides then.
  width = Math.min(Math.max(width, CLOSEST), Math.max(WORLD_VIEW.width, WORLD_VIEW.height * shape));
  height = width / shape;
  const within = (middle, size, low, room) => size >= room ? low + room / 2 - size / 2 : Math.min(Math.max(middle - size / 2, low), low + room - size);
  return Object.assign(view, {
    width, height, x: within(x, width, WORLD_VIEW.x, WORLD_VIEW.width), y: within(y, height, WORLD_VIEW.y, WORLD_VIEW.height),
  });
}

const mapHeight = () => Math.round(Math.min(380, Math.max(230, byId('map-plot').clientWidth * 0.42)));

function zoom(factor) {
  setView(view.x + view.width / 2, view.y + view.height / 2, view.width * factor, view.height * factor);
  drawMap(false);
}

function pickSpot(name) {
  byId('f-place').value = byId('f-place').value === name ? '' : name;
  change();
}

function drawMap(anew) {
  byId('where').hidden = !SPOTS.size;
  if (!SPOTS.size) return;
  const around = filtered('place'); // the other places stay to be clicked
  const counts = new Map();
  for (const claim of around) if (claim.spot) counts.set(claim.spot, (counts.get(claim.spot) || 0) + 1);
  const spots = [...SPOTS.values()].filter((spot) => counts.has(spot.name)).sort((a, b) => counts.get(b.name) - counts.get(a.name));
  if (anew) fitView(spots);
  const box = byId('map-plot');
  const focused = document.activeElement && document.activeElement.dataset && document.activeElement.dataset.spot;
  box.textContent = '';
  const width = Math.max(box.clientWidth, 280), height = mapHeight();
  const scale = width / view.width;
  const svg = draw('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': `map of ${plural(spots.length, 'place')}`});
  const land = draw('path', {class: 'land', d: DATA.world, transform: `scale(${scale}) translate(${-view.x},${-view.y})`, 'vector-effect': 'non-scaling-stroke'});
  svg.append(land);
  const chosen = byId('f-place').value;
  const most = Math.max(...counts.values(), 1);
  const circles = [];
  for (const spot of spots) {
    const [x, y] = lay(...spot.at);
    const cx = (x - view.x) * scale, cy = (y - view.y) * scale;
    const count = counts.get(spot.name);
    const r = Math.max(SMALLEST, Math.min(RADIUS * Math.sqrt(count), widest(width) * Math.sqrt(count / most)));
    if (cx < -r || cy < -r || cx > width + r || cy > height + r) continue;
    const label = `${spot.name}: ${plural(count, 'claim')}${WIDE.includes(spot.at[2]) ? ', the middle of a ' + spot.at[2] : ''}`;
    const mark = draw('g', {class: 'spot' + (WIDE.includes(spot.at[2]) ? ' wide' : '') + (spot.name === chosen ? ' chosen' : ''), tabindex: '-1',
      role: 'button', 'aria-label': label, 'aria-pressed': String(spot.name === chosen), 'data-spot': spot.name});
    mark.append(draw('title', {}, label), draw('circle', {class: 'hit', cx, cy, r: Math.max(r, 9)}), draw('circle', {class: 'dot', cx, cy, r}));
    mark.addEventListener('click', () => drag.moved || pickSpot(spot.name));
    mark.addEventListener('focus', () => { byId('map-note').textContent = label; });
    mark.addEventListener('mouseenter', () => { byId('map-note').textContent = label; });
    circles.push(mark);
    svg.append(mark);
  }
  if (circles.length) circles[0].setAttribute('tabindex', '0');
  svg.addEventListener('keydown', (event) => {
    const at = circles.indexOf(document.activeElement);
    if (at < 0) return;
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: circles.length - 1}[event.key];
    if (to !== undefined && circles[to]) {
      circles[at].setAttribute('tabindex', '-1');
      circles[to].setAttribute('tabindex', '0');
      circles[to].focus();
    } else if (event.key === 'Enter' || event.key === ' ') pickSpot(circles[at].dataset.spot);
    else return;
    event.preventDefault();
  });
  box.append(svg);
  const back = focused && circles.find((mark) => mark.dataset.spot === focused);
  if (back) back.focus({preventScroll: true});
  const placed = around.filter((claim) => claim.spot).length;
  byId('map-note').textContent = `${number(placed)} of ${plural(around.length, 'claim')} with a point. A dashed circle is the middle of a region or country.`;
  drawDays();
}

// Dragging moves the map; a click that moved nothing picks a circle.
const drag = {from: null, moved: false};
byId('map-plot').addEventListener('pointerdown', (event) => {
  drag.from = event.pointerType === 'mouse' && event.button === 0 ? [event.clientX, event.clientY, view.x, view.y] : null;
  drag.moved = false;
});
window.addEventListener('pointermove', (event) => {
  if (!drag.from) return;
  const [x, y, vx, vy] = drag.from;
  if (!drag.moved && Math.hypot(event.clientX - x, event.clientY - y) < 5) return;
  drag.moved = true;
  const scale = view.width / Math.max(byId('map-plot').clientWidth, 280);
  setView(vx - (event.clientX - x) * scale + view.width / 2, vy - (event.clientY - y) * scale + view.height / 2, view.width, view.height);
  drawMap(false);
});
window.addEventListener('pointerup', () => { drag.from = null; });

// The days under the map: a bar for a day, a week, a month or a year, by how long the claims reach.
const STRETCHES = [
  [70, (day) => day, (day) => day],
  [500, (day) => iso(time(day) - (new Date(time(day)).getUTCDay() + 6) % 7 * DAY), (day) => iso(time(day) + 6 * DAY)],
  [2200, (day) => day.slice(0, 7) + '-01', (day) => iso(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0))],
  [Infinity, (day) => day.slice(0, 4) + '-01-01', (day) => day.slice(0, 4) + '-12-31'],
];
const iso = (at) => new Date(at).toISOString().slice(0, 10);

function drawDays() {
  const box = byId('days');
  box.textContent = '';
  const dated = filtered('days').filter((claim) => claim.day !== null);
  if (dated.length < 2) return;
  const days = dated.map((claim) => claim.day).sort();
  const reach = (time(days[days.length - 1]) - time(days[0])) / DAY + 1;
  const [, first, last] = STRETCHES.find(([most]) => reach <= most);
  const counts = new Map();
  for (const day of days) counts.set(first(day), (counts.get(first(day)) || 0) + 1);
  const width = Math.max(box.clientWidth, 280), height = 76, foot = 20, edge = 6;
  const from = time(first(days[0])), to = time(last(days[days.length - 1])) + DAY;
  const px = (at) => edge + (width - 2 * edge) * (at - from) / (to - from);
  const most = Math.max(...counts.values());
  const svg = draw('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': 'claims over time'});
  const low = byId('f-from').value, high = byId('f-to').value;
  const bars = [];
  for (const [day, count] of counts) {
    const end = last(day), tall = Math.max(2, (height - foot - 4) * count / most);
    const x = px(time(day)), wide = Math.max(2, px(time(end) + DAY) - x - 1);
    const label = `${day === end ? day : day + ' to ' + end}: ${plural(count, 'claim')}`;
    const chosen = low === day && high === end;
    const mark = draw('g', {class: 'stretch' + (chosen ? ' chosen' : ''), tabindex: '-1', role: 'button', 'aria-label': label, 'aria-pressed': String(chosen)});
    mark.append(draw('title', {}, label), draw('rect', {class: 'hit', x, y: 0, width: wide, height: height - foot}),
      draw('rect', {class: 'dot', x, y: height - foot - tall, width: wide, height: tall}));
    const pick = () => {
      byId('f-from').value = chosen ? '' : day;
      byId('f-to').value = chosen ? '' : end;
      change();
    };
    mark.addEventListener('click', pick);
    mark.addEventListener('focus', () => { byId('map-note').textContent = label; });
    bars.push([mark, pick]);
    svg.append(mark);
  }
  if (bars.length) bars[0][0].setAttribute('tabindex', '0');
  svg.addEventListener('keydown', (event) => {
    const at = bars.findIndex(([mark]) => mark === document.activeElement);
    if (at < 0) return;
    const to = {ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1}[event.key];
    if (to !== undefined && bars[to]) {
      bars[at][0].setAttribute('tabindex', '-1');
      bars[to][0].setAttribute('tabindex', '0');
      bars[to][0].focus();
    } else if (event.key === 'Enter' || event.key === ' ') bars[at][1]();
    else return;
    event.preventDefault();
  });
  svg.append(draw('line', {class: 'grid', x1: edge, x2: width - edge, y1: height - foot, y2: height - foot}));
  for (const [at, label] of dayTicks(from, to - DAY, width - 2 * edge)) {
    const x = px(at);
    svg.append(draw('text', {class: 'tick', x, y: height - 5, 'text-anchor': x > width - 45 ? 'end' : x < 40 ? 'start' : 'middle'}, label));
  }
  box.append(svg);
}
