// The claims, what the filters leave of them, their order, and which one is open.

const DATA = JSON.parse(document.getElementById('data').textContent);
const byId = (id) => document.getElementById(id);
const claims = DATA.claims;
const articles = DATA.articles;
const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
const named = (claim) => claim.source === null ? WRITER : claim.source;
const heading = (article) => article.heading;

claims.forEach((claim, i) => {
  claim.order = i;
  // Claims are sorted and drawn by one number: the number itself, else the bound that is known.
  claim.point = claim.value ?? claim.low ?? claim.high;
  claim.thing = [claim.event, claim.category, claim.affected || '', claim.increment ? 'day' : claim.scope === 'cumulative' ? 'total' : '',
    claim.per || ''].join('|');
});

// What is searched of a claim, put together when somebody first searches: most pages are opened to read.
function hay(claim) {
  if (claim.hay === undefined) {
    const article = articles[claim.article];
    claim.hay = [claim.id, claim.figure, claim.kind, spaced(claim.event), spaced(claim.category), claim.affected, claim.actor, named(claim),
      claim.place, claim.day, claim.days, claim.stance, claim.quote, article.heading, article.publisher, article.id,
      ...claim.fields.flatMap((field) => [field[2], ...field[4]])].filter(Boolean).join('\n').toLowerCase();
  }
  return claim.hay;
}

const FILTERS = {
  kind: (claim) => [claim.kind],
  event: (claim) => [claim.event],
  category: (claim) => [claim.category],
  party: (claim) => [...new Set([claim.affected, claim.actor])].filter((name) => name !== null),
  source: (claim) => [named(claim)],
  stance: (claim) => [claim.stance],
  place: (claim) => claim.spot ? [claim.spot] : [],
  article: (claim) => [String(claim.article)],
};

const SORTS = {
  figure: (claim) => claim.point,
  event: (claim) => claim.event,
  category: (claim) => claim.category,
  affected: (claim) => claim.affected,
  actor: (claim) => claim.actor,
  source: (claim) => claim.source,
  day: (claim) => claim.day,
  place: (claim) => claim.place,
  article: (claim) => claim.order,
};

// What a claim's confidence can be asked of: the claim as a whole, and each field that has one of its own.
const SURE = {claim: 'the claim', core: 'what and how many', affected: 'whose loss', actor: 'by whom', source: 'says who', date: 'when', location: 'where'};

// The probability that a field is right; null where a record of an older version tells none.
function sureness(claim, name) {
  if (name === 'claim') return claim.confidence ?? null;
  return claim.confidences ? claim.confidences[name] : null;
}

const weak = (claim, name) => {
  const found = sureness(claim, name);
  return found !== null && found < DATA.weak;
};
for (const claim of claims) claim.weak = Object.keys(SURE).filter((name) => weak(claim, name));
const percent = (value) => `${Math.round(value * 100)} %`;
const anySure = claims.some((claim) => sureness(claim, 'claim') !== null || claim.confidences);

for (const name of Object.keys(SURE)) SORTS['sure ' + name] = (claim) => sureness(claim, name);

const PAGE = 100; // rows drawn at once: more than a screen shows, few enough to draw at every key pressed
const state = {shown: claims, sort: 'article', down: false, page: 0, open: null, article: null, chosen: false};

const COLLATOR = new Intl.Collator('en', {numeric: true});

// The claims that pass the filters; one of them, or that of the days, may be left out.
function filtered(leaving) {
  const tests = [];
  for (const [name, valuesOf] of Object.entries(FILTERS)) {
    if (name === leaving) continue;
    const wanted = byId('f-' + name).value;
    if (wanted) tests.push((claim) => valuesOf(claim).includes(wanted));
  }
  const from = leaving === 'days' ? '' : byId('f-from').value, to = leaving === 'days' ? '' : byId('f-to').value;
  if (from) tests.push((claim) => claim.day !== null && claim.day >= from);
  if (to) tests.push((claim) => claim.day !== null && claim.day <= to);
  const least = Number(byId('f-sure').value), of = byId('f-sure-of').value;
  if (least) tests.push((claim) => sureness(claim, of) !== null && sureness(claim, of) >= least);
  for (const word of byId('search').value.toLowerCase().split(/\s+/).filter(Boolean)) tests.push((claim) => hay(claim).includes(word));
  return claims.filter((claim) => tests.every((test) => test(claim)));
}

function sorted(found) {
  const key = SORTS[state.sort];
  const turn = state.down ? -1 : 1;
  return found.slice().sort((one, other) => {
    const a = key(one), b = key(other);
    if (a === b) return one.order - other.order;
    if (a === null) return 1; // what nobody told stands last, whichever way
    if (b === null) return -1;
    return turn * (typeof a === 'number' ? a - b : COLLATOR.compare(a, b)) || one.order - other.order;
  });
}

function counted(valuesOf) {
  const counts = new Map();
  for (const claim of claims) for (const value of valuesOf(claim)) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
}

function fillFilters() {
  for (const [name, label] of Object.entries(SURE)) put(byId('f-sure-of'), make('option', {value: name}, label));
  for (const least of [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]) put(byId('f-sure'), make('option', {value: String(least)}, least ? percent(least) + ' or more' : 'any'));
  byId('f-sure-of').disabled = byId('f-sure').disabled = !anySure;
  for (const [name, valuesOf] of Object.entries(FILTERS)) {
    const select = byId('f-' + name);
    const counts = counted(valuesOf);
    const label = name === 'article' ? (value) => heading(articles[value]) : spaced;
    const values = [...counts.keys()];
    if (name !== 'article') values.sort((a, b) => counts.get(b) - counts.get(a) || COLLATOR.compare(a, b));
    put(select, make('option', {value: ''}, 'any'));
    for (const value of values) put(select, make('option', {value}, `${label(value)} (${number(counts.get(value))})`));
    select.disabled = values.length < 2;
  }
}
