// Search, filters, order and the chosen claim live in the address, so that a view can be shared: #CLAIM&event=killed&search=...

const controls = () => [...byId('filters').querySelectorAll('input, select')];
const keyOf = (control) => control.id.replace(/^f-/, '');

function addressOf() {
  const told = new URLSearchParams();
  for (const control of controls()) {
    const value = control.tagName === 'SELECT' && control.selectedIndex < 1 ? '' : control.value;
    // Articles are numbered anew on every page; their ids stay.
    if (value) told.set(keyOf(control), control.id === 'f-article' ? articles[Number(value)].id : value);
  }
  if (state.sort !== 'article' || state.down) told.set('sort', (state.down ? '-' : '') + state.sort);
  return [state.open && state.chosen ? state.open.id : '', String(told)].filter(Boolean).join('&');
}

function remember() {
  const found = addressOf();
  if (found === location.hash.slice(1)) return;
  try {
    history.replaceState(null, '', found ? '#' + found : location.href.split('#')[0]);
  } catch {
    // A browser that was asked too often: the view is right, its address follows with the next change.
  }
}

let remembering = 0;

// After the last of many changes, as when somebody types.
function rememberSoon() {
  clearTimeout(remembering);
  if (document.documentElement.dataset.ready) remembering = setTimeout(remember, 200);
}

// Shows what the address tells; false where it tells of no view.
function follow() {
  const [first, ...rest] = location.hash.slice(1).split('&');
  const id = claimOf.has(first) ? first : '';
  const told = new URLSearchParams((id ? rest : [first, ...rest]).join('&'));
  const known = controls().filter((control) => told.has(keyOf(control)));
  if (!id && !known.length && !told.has('sort')) return false;
  // The address of a claim alone opens it in the view that is there.
  if (known.length || told.has('sort')) {
    byId('filters').reset();
    for (const control of known) {
      const value = told.get(keyOf(control));
      control.value = control.id === 'f-article' ? String(articles.findIndex((article) => article.id === value)) : value;
      if (control.tagName === 'SELECT' && control.selectedIndex < 0) control.selectedIndex = 0;
    }
    const sort = told.get('sort') || 'article', name = sort.replace(/^-/, '');
    if (Object.hasOwn(SORTS, name)) {
      state.sort = name;
      state.down = sort.startsWith('-');
    }
    change();
  }
  if (id) {
    open(id, true);
    toRow(claimOf.get(id));
  } else if (state.shown.length) showOpening(state.shown[0]);
  return true;
}

// Opens a claim for whoever has chosen none: it is not in the address, and nothing scrolls but the article.
function showOpening(claim) {
  state.open = claim;
  state.chosen = false;
  showArticle(claim.article);
  markRow();
  const mark = byId('text').querySelector('.open-claim');
  if (mark) scrollTo(mark);
}

// What there is most to say of: an incident, or a series of one side's losses, told by the most sources, then in the most articles, then with the most figures.
// A long list of one source says one thing.
function begin() {
  const groups = new Map();
  const into = (key, claim) => groups.has(key) ? groups.get(key).push(claim) : groups.set(key, [claim]);
  for (const claim of claims) {
    if (claim.incident) into('incident ' + claim.incident, claim);
    if (claim.affected && claim.day !== null && claim.point !== null) into('series ' + claim.thing, claim);
  }
  for (const section of DATA.sections) {
    if (section.kind === 'series') for (const one of section.content.series) for (const {id} of one.claims) if (claimOf.has(id)) into('section ' + one.id, claimOf.get(id));
  }
  const say = (group) => [(claim) => named(claim), (claim) => claim.article, (claim) => claim.figure].map((key) => new Set(group.map(key)).size);
  let best = null;
  for (const group of groups.values()) {
    const worth = say(group);
    const at = best ? worth.findIndex((value, i) => value !== best.worth[i]) : 0;
    if (!best || at >= 0 && worth[at] > best.worth[at]) best = {group, worth};
  }
  const group = best ? best.group : claims;
  if (!group.length) return;
  const counts = new Map();
  for (const claim of group) counts.set(claim.article, (counts.get(claim.article) || 0) + 1);
  const most = Math.max(...counts.values());
  const claim = group.find((one) => counts.get(one.article) === most);
  showOpening(claim);
  if ([...byId('thing').options].some((option) => option.value === claim.thing)) {
    byId('thing').value = claim.thing;
    drawChart(false);
  }
}
