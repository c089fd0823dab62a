// The section for `claimx compare`: series, what their sources say to each other, and the sentences that say it.

const KINDS = ['conflict', 'dispute', 'update', 'agreement', 'restatement', 'part'];
const RANK = {conflict: 0, dispute: 1, part: 2, update: 3, agreement: 4, restatement: 5};
// What a verdict is called where its kind says too much.
const CALLED = {'conflict.next-day': 'higher the next day', 'agreement.open-bound': 'no contradiction'};
const SIDES = {own: 'on its own losses', enemy: 'on its enemy’s', third_party: 'third party', giver: 'the giver', unknown: ''};
const MOST = 6; // sentences quoted of a verdict's side
const MORE = 30; // series listed at once; each draws its chart only when it is opened

function seriesName(one) {
  const about = [...new Set([one.affected && one.affected.name, one.model, one.place].filter(Boolean))].join(', ');
  const when = one.start && one.end && one.start !== one.end ? `${one.start} to ${one.end}` : one.end || one.start || 'undated';
  const scope = {cumulative: 'running total', period: 'over a period', incident: 'incident', undated: 'undated'}[one.scope] || one.scope;
  return [`${counting(one.part || one.category, one.event)}${one.per ? ' a ' + one.per : ''}`, about, `${scope}${scope === when ? '' : ', ' + when}`].filter(Boolean).join(' · ');
}

function sourceNames(one) {
  return new Map(one.sources.map((source) => [source.key, source.name || (source.key.startsWith('publisher: ') ? source.key.slice(11) : WRITER)]));
}

// How bad a series is: a sure conflict, one that may be a risen toll, a dispute, ...
const rankOf = (verdict) => verdict.rule === 'conflict.next-day' ? 0.5 : RANK[verdict.kind] ?? 9;
// A count of none against any other is the widest conflict.
const widthOf = (verdict) => verdict.kind !== 'conflict' ? 0 : verdict.factor ?? Infinity;

function drawSeries(box, content) {
  const all = content.series.slice();
  const counts = (one) => one.verdicts.reduce((found, verdict) => { found[verdict.kind] = (found[verdict.kind] || 0) + 1; return found; }, {});
  const worst = (one) => Math.min(...one.verdicts.map(rankOf), 9);
  const width = (one) => Math.max(0, ...one.verdicts.filter((verdict) => rankOf(verdict) === worst(one)).map(widthOf));
  all.sort((a, b) => worst(a) - worst(b) || (width(a) === width(b) ? 0 : width(b) - width(a)) || b.claims.length - a.claims.length);
  const select = make('select', {}, make('option', {value: ''}, `every series (${all.length})`));
  for (const kind of KINDS) {
    const found = all.filter((one) => counts(one)[kind]).length;
    if (found) put(select, make('option', {value: kind}, `with ${kind === 'agreement' ? 'an agreement' : kind === 'update' ? 'an update' : 'a ' + kind} (${found})`));
  }
  const list = make('div', {class: 'series-list'});
  const more = make('button', {type: 'button'}, 'Show more');
  let at = 0, found = all;
  const add = () => {
    for (const one of found.slice(at, at + MORE)) list.append(seriesBox(one));
    at += MORE;
    more.hidden = at >= found.length;
  };
  select.addEventListener('change', () => {
    list.textContent = '';
    at = 0;
    found = all.filter((one) => !select.value || counts(one)[select.value]);
    add();
  });
  more.addEventListener('click', add);
  put(box, make('label', {}, 'Show ', select), list, more);
  if (!all.length) put(box, make('p', {class: 'note'}, 'No two claims count the same thing.'));
  add();
  const first = list.querySelector('details');
  if (first) first.open = true;
}

// From the lowest low to the highest high; where "100 or more" was said beside 45, that is told too.
function reach(one) {
  const low = one.lowest_low ?? null, high = one.highest_high ?? null;
  const top = Math.max(...one.claims.filter((claim) => claim.stance === 'asserted' && claim.high === null && claim.low !== null).map((claim) => claim.low), -1);
  return low !== null && top > low && (high === null || top > high) ? `${number(low)} to ${number(top)} or more` : bounds(low, high);
}

function seriesBox(one) {
  const tags = make('span', {class: 'tags'});
  const called = new Map();
  for (const verdict of one.verdicts.slice().sort((a, b) => rankOf(a) - rankOf(b))) {
    const name = CALLED[verdict.rule] || verdict.kind;
    const found = called.get(name) || {count: 0, width: 0, kind: verdict.kind};
    found.count++;
    found.width = Math.max(found.width, widthOf(verdict));
    called.set(name, found);
  }
  for (const [name, found] of called) {
    const many = found.count > 1 ? (name === found.kind ? `${found.count} ${name}s` : `${found.count} × ${name}`) : name;
    const factor = found.width && found.width < Infinity ? `, ×${number(Math.round(found.width * 10) / 10)}` : '';
    put(tags, make('span', {class: 'tag ' + (name === found.kind ? name : '')}, many + factor), ' ');
  }
  const box = make('details', {class: 'series', id: one.id}, make('summary', {}, make('bdi', {class: 'name'}, seriesName(one)), ' ',
    make('span', {class: 'range'}, reach(one)), ' ', make('span', {class: 'note'}, `${plural(one.claims.length, 'claim')}, ${plural(one.sources.length, 'source')}`), ' ', tags));
  let drawn = false;
  box.addEventListener('toggle', () => {
    if (box.open && !drawn) {
      drawn = true;
      fillSeries(box, one);
    }
  });
  return box;
}

function fillSeries(box, one) {
  const names = sourceNames(one);
  const area = make('div', {class: 'plot'});
  const note = make('p', {class: 'note', 'aria-live': 'polite'});
  put(box, area, note);
  put(box, sourceTable(one, names));
  const points = one.claims.map((claim) => {
    const point = claim.value ?? claim.low ?? claim.high;
    return {day: claim.day, low: claim.low, high: claim.high, point, name: names.get(claim.source), faint: claim.stance !== 'asserted',
      label: `${claimOf.has(claim.id) ? claimOf.get(claim.id).figure : bounds(claim.low, claim.high)}, ${names.get(claim.source)}, ${claim.day || 'no date'}`, pick: () => toClaim(claim.id)};
  });
  put(box, make('details', {class: 'figures'}, make('summary', {}, `The ${plural(one.claims.length, 'figure')} as a list`), figureTable(one, names)));
  const values = points.map((each) => each.point).filter((value) => value > 0);
  const looks = looksFor(points.map((each) => each.name));
  const drawn = plot(area, points, {height: 190, looks, log: Math.max(...values) / Math.min(...values) > 100,
    label: `${seriesName(one)}: ${plural(points.length, 'figure')} of ${plural(one.sources.length, 'source')} over time, ${reach(one)}`, tell: (text) => { note.textContent = text; }});
  const most = 12; // as many as can be told apart at a glance
  if (drawn) area.append(legend([...looks.keys()].slice(0, most), looks));
  else put(area, make('p', {class: 'note'}, 'No claim of this series has a date.'));
  const verdicts = one.verdicts.slice().sort((a, b) => rankOf(a) - rankOf(b));
  for (const verdict of verdicts) put(box, verdictBox(one, verdict, names));
  const alone = one.claims.filter((claim) => !verdicts.some((verdict) => (verdict.ids || []).includes(claim.id) || (verdict.of || []).includes(claim.id)));
  if (alone.length) put(box, make('h4', {}, 'Further claims'), ...alone.map((claim) => evidence(claim.id, names, one)));
}

// Who speaks, on whose losses, and what each said last.
function sourceTable(one, names) {
  const latest = new Map((one.latest || []).map((each) => [each.source, each]));
  const rows = one.sources.map((source) => {
    const last = latest.get(source.key);
    return make('tr', {}, make('th', {scope: 'row'}, make('bdi', {}, names.get(source.key))), make('td', {}, source.type ? spaced(source.type) : ''),
      make('td', {}, SIDES[source.side] || ''), make('td', {}, number(source.records ?? 0)),
      make('td', {}, last ? bounds(last.low, last.high) + (last.day ? ` (${last.day})` : '') : ''));
  });
  return tableOf(['source', 'type', 'speaks', 'claims', 'last figure'], rows);
}

// What the chart shows, for those who don't see it.
function figureTable(one, names) {
  const rows = one.claims.map((claim) => make('tr', {}, make('td', {}, claim.day || 'no date'), make('td', {}, bounds(claim.low, claim.high)),
    make('td', {}, make('bdi', {}, names.get(claim.source))), make('td', {}, claim.stance === 'asserted' ? '' : claim.stance)));
  return tableOf(['day', 'figure', 'source', 'stance'], rows);
}

function tableOf(heads, rows) {
  return make('div', {class: 'scroll'}, make('table', {class: 'plain'}, make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', {scope: 'col'}, head)))),
    make('tbody', {}, ...rows)));
}

function toClaim(id) {
  if (!claimOf.has(id)) return;
  open(id, true);
  toRow(claimOf.get(id));
  if (!narrow()) byId('claims').scrollIntoView();
  byId('reader').focus({preventScroll: true});
}

function verdictBox(one, verdict, names) {
  const who = (keys) => keys.map((key) => names.get(key) || key).join(', ');
  const when = verdict.day ? ` (${verdict.day})` : '';
  const told = {
    conflict: () => `Conflict${when}: ${verdict.rule === 'conflict.next-day' ? 'the higher figure was told a day later and may be a risen toll' : 'these figures cannot both be right'}${verdict.factor ? `; they are apart by a factor of ${number(Math.round(verdict.factor * 100) / 100)}` : ''}.`,
    dispute: () => `Dispute: ${who([verdict.source])} denies what others say.`,
    update: () => `Update by ${who([verdict.source])}${when}: ${verdict.change > 0 ? '+' : ''}${number(verdict.change)}${verdict.flagged ? '. A running total should not fall' : ''}.`,
    agreement: () => verdict.rule === 'agreement.open-bound' ? `No contradiction${when}, since a bound is open: ${who(verdict.sources)}.`
      : `Agreement${when}: ${who(verdict.sources)}; ${bounds(verdict.low, verdict.high)}.`,
    restatement: () => `Said ${number(verdict.ids.length)} times in ${plural(verdict.articles, 'article')}: ${who([verdict.source])}.`,
    part: () => `A part and its total${verdict.flagged ? ': the part is larger than the total' : ''}.`,
  }[verdict.kind];
  const box = make('div', {class: 'verdict ' + verdict.kind}, make('h4', {}, make('bdi', {}, told ? told() : spaced(verdict.kind)), ' ', make('code', {}, verdict.rule)));
  if (verdict.kind === 'conflict') {
    for (const side of verdict.sides) {
      put(box, make('p', {class: 'side'}, make('b', {}, bounds(side.low, side.high)), ' ', make('bdi', {}, who(side.sources))), ...side.ids.slice(0, MOST).map((id) => evidence(id, names, one)));
    }
    return box;
  }
  const shown = [...(verdict.ids || []), ...(verdict.of || [])].slice(0, MOST).map((id) => evidence(id, names, one));
  // The same words again are there for who asks.
  put(box, ...(verdict.kind === 'restatement' ? [make('details', {}, make('summary', {}, 'its words'), ...shown)] : shown));
  return box;
}

function evidence(id, names, one) {
  const claim = claimOf.get(id);
  if (!claim) {
    const slim = one.claims.find((each) => each.id === id);
    return make('p', {class: 'note'}, slim ? `${bounds(slim.low, slim.high)}, ${names.get(slim.source)}: ` : '', 'not among the records of this page');
  }
  const button = make('button', {type: 'button', class: 'link'}, 'read it');
  button.addEventListener('click', () => toClaim(id));
  return make('blockquote', {}, quotation(claim.quote.length > 600 ? around(claim) : claim.quote, claim.quote.length > 600 ? null : claim.mark, 'span'),
    make('footer', {}, make('bdi', {}, `${named(claim)}, ${heading(articles[claim.article])}${claim.day ? ', ' + claim.day : ''}`), ' ', button));
}

// The words around the number of a sentence that is a whole list.
function around(claim) {
  const from = Math.max(0, claim.mark[0] - 250), to = Math.min(claim.quote.length, claim.mark[1] + 250);
  return (from ? '… ' : '') + claim.quote.slice(from, to) + (to < claim.quote.length ? ' …' : '');
}
