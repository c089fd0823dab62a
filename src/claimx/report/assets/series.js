// The section for `claimx compare`: series, what their sources say to each other, and the sentences that say it.

const KINDS = ['conflict', 'dispute', 'update', 'agreement', 'restatement', 'part'];
const RANK = {conflict: 0, dispute: 1, part: 2, update: 3, agreement: 4, restatement: 5};
const MORE = 30; // series listed at once; each draws its chart only when it is opened

function seriesName(one) {
  const about = [one.affected && one.affected.name, one.model, one.place].filter(Boolean).join(', ');
  const when = one.start && one.end && one.start !== one.end ? `${one.start} to ${one.end}` : one.end || one.start || 'undated';
  const scope = {cumulative: 'running total', period: 'over a period', incident: 'incident', undated: 'undated'}[one.scope] || one.scope;
  return [`${counting(one.part || one.category, one.event)}${one.per ? ' a ' + one.per : ''}`, about, `${scope}${scope === when ? '' : ', ' + when}`].filter(Boolean).join(' · ');
}

function sourceNames(one) {
  return new Map(one.sources.map((source) => [source.key, source.name || (source.key.startsWith('publisher: ') ? source.key.slice(11) : WRITER)]));
}

function drawSeries(box, content) {
  const all = content.series.slice();
  const counts = (one) => one.verdicts.reduce((found, verdict) => { found[verdict.kind] = (found[verdict.kind] || 0) + 1; return found; }, {});
  const worst = (one) => Math.min(...one.verdicts.map((verdict) => RANK[verdict.kind] ?? 9), 9);
  const factor = (one) => Math.max(0, ...one.verdicts.map((verdict) => verdict.factor || 0));
  all.sort((a, b) => worst(a) - worst(b) || factor(b) - factor(a) || b.claims.length - a.claims.length);
  const select = make('select', {}, make('option', {value: ''}, `every series (${all.length})`));
  for (const kind of KINDS) {
    const found = all.filter((one) => counts(one)[kind]).length;
    if (found) put(select, make('option', {value: kind}, `with ${kind === 'agreement' ? 'an agreement' : kind === 'update' ? 'an update' : 'a ' + kind} (${found})`));
  }
  const list = make('div', {class: 'series-list'});
  const more = make('button', {type: 'button'}, 'Show more');
  let at = 0, found = all;
  const add = () => {
    for (const one of found.slice(at, at + MORE)) list.append(seriesBox(one, counts(one), factor(one)));
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

function seriesBox(one, counts, factor) {
  const tags = make('span', {class: 'tags'});
  for (const kind of KINDS) {
    if (counts[kind]) put(tags, make('span', {class: 'tag ' + kind}, `${counts[kind] > 1 ? counts[kind] + ' ' : ''}${counts[kind] > 1 ? kind + 's' : kind}${kind === 'conflict' && factor ? ', ×' + number(Math.round(factor * 10) / 10) : ''}`), ' ');
  }
  const low = one.lowest_low ?? null, high = one.highest_high ?? null;
  const box = make('details', {class: 'series', id: one.id}, make('summary', {}, make('bdi', {class: 'name'}, seriesName(one)), ' ',
    make('span', {class: 'range'}, bounds(low, high)), ' ', make('span', {class: 'note'}, `${plural(one.claims.length, 'claim')}, ${plural(one.sources.length, 'source')}`), ' ', tags));
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
  const points = one.claims.map((claim) => {
    const point = claim.value ?? claim.low ?? claim.high;
    return {day: claim.day, low: claim.low, high: claim.high, point, name: names.get(claim.source), faint: claim.stance !== 'asserted',
      label: `${claimOf.has(claim.id) ? claimOf.get(claim.id).figure : bounds(claim.low, claim.high)}, ${names.get(claim.source)}, ${claim.day || 'no date'}`, pick: () => toClaim(claim.id)};
  });
  const values = points.map((each) => each.point).filter((value) => value > 0);
  const looks = looksFor(points.map((each) => each.name));
  const drawn = plot(area, points, {height: 190, looks, log: Math.max(...values) / Math.min(...values) > 100, label: seriesName(one), tell: (text) => { note.textContent = text; }});
  const most = 12; // as many as can be told apart at a glance
  if (drawn) area.append(legend([...looks.keys()].slice(0, most), looks));
  else put(area, make('p', {class: 'note'}, 'No claim of this series has a date.'));
  const verdicts = one.verdicts.slice().sort((a, b) => (RANK[a.kind] ?? 9) - (RANK[b.kind] ?? 9));
  for (const verdict of verdicts) put(box, verdictBox(one, verdict, names));
  const alone = one.claims.filter((claim) => !verdicts.some((verdict) => (verdict.ids || []).includes(claim.id) || (verdict.of || []).includes(claim.id)));
  if (alone.length) put(box, make('h4', {}, 'Further claims'), ...alone.map((claim) => evidence(claim.id, names, one)));
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
    conflict: () => `Conflict${when}: these figures cannot both be right${verdict.factor ? `; they are apart by a factor of ${number(Math.round(verdict.factor * 100) / 100)}` : ''}.`,
    dispute: () => `Dispute: ${who([verdict.source])} denies what others say.`,
    update: () => `Update by ${who([verdict.source])}${when}: ${verdict.change > 0 ? '+' : ''}${number(verdict.change)}${verdict.flagged ? '. A running total should not fall' : ''}.`,
    agreement: () => `Agreement${when}: ${who(verdict.sources)}; ${bounds(verdict.low, verdict.high)}.`,
    restatement: () => `${who([verdict.source])} says it ${number(verdict.ids.length)} times, in ${plural(verdict.articles, 'article')}.`,
    part: () => `A part and its total${verdict.flagged ? ': the part is larger than the total' : ''}.`,
  }[verdict.kind];
  const box = make('div', {class: 'verdict ' + verdict.kind}, make('h4', {}, make('bdi', {}, told ? told() : spaced(verdict.kind)), ' ', make('code', {}, verdict.rule)));
  if (verdict.kind === 'conflict') {
    for (const side of verdict.sides) {
      put(box, make('p', {class: 'side'}, make('b', {}, bounds(side.low, side.high)), ' ', make('bdi', {}, who(side.sources))), ...side.ids.slice(0, 6).map((id) => evidence(id, names, one)));
    }
    return box;
  }
  for (const id of [...(verdict.ids || []), ...(verdict.of || [])].slice(0, 6)) put(box, evidence(id, names, one));
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
