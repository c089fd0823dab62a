// Everything is wired here, once.

// The state of the open article, as the server has it.
function took(state) {
  desk.state = state;
  for (const claim of state.claims) {
    const {low, high, per, event, category} = claim.gold;
    const same = claim.figure !== null && !['low', 'high', 'per', 'span'].some((name) => claim.changed.includes(name));
    claim.figure = same ? claim.figure : bounds(low, high) + (per ? ' a ' + per : '');
    claim.event = event;
    claim.category = category;
  }
  const before = desk.open;
  desk.open = before && state.claims.find((claim) => claim.id === before.id) || null;
  if (desk.refused) desk.refused = state.refusals.find((one) => String(one.span) === String(desk.refused.span)) || null;
  fillLists();
  drawText();
  if (before && desk.open && byId('claim-title')) fillCard();
  else buildCard();
  byId('undone').hidden = !state.checked;
  const entry = desk.list.find((one) => one.sha256 === state.sha256);
  if (entry) {
    entry.claims = state.claims.filter((claim) => !claim.suppressed).length;
    entry.checked = state.checked;
    fillSelect();
  }
}

// Names that the article's claims have, to choose from.
function fillLists() {
  for (const [id, names] of [['parties', ['affected', 'actor']], ['sources', ['source']], ['places', ['location']]]) {
    const known = new Set(desk.state.claims.flatMap((claim) => names.map((name) => claim.gold[name])).filter(Boolean));
    byId(id).replaceChildren(...[...known].map((value) => make('option', {value})));
  }
}

function fillSelect() {
  const select = byId('article');
  select.replaceChildren(...desk.list.map((one) => make('option', {value: one.sha256}, `${one.checked ? '✓ ' : ''}${one.heading}${one.claims === null ? '' : ` (${number(one.claims)})`}`)));
  select.value = desk.sha || '';
  const done = desk.list.filter((one) => one.checked).length;
  document.title = desk.list.length ? `${done} of ${desk.list.length} checked · claimx` : 'claimx serve';
  select.disabled = !desk.list.length;
  for (const id of ['before', 'after', 'done']) byId(id).disabled = !desk.list.length;
}

async function list() {
  desk.list = (await ask('articles')).articles;
  fillSelect();
}

let turning = 0;

async function turnTo(sha) {
  const own = ++turning;
  desk.sha = sha;
  desk.open = desk.refused = desk.selected = null;
  drawTools();
  byId('article').value = sha;
  history.replaceState(null, '', '#' + sha);
  say('Reading …');
  byId('text').setAttribute('aria-busy', 'true');
  try {
    const state = await ask('articles/' + sha);
    if (own !== turning) return;
    desk.state = null;
    took(state);
    byId('sheet').scrollTop = 0;
    buildCard();
    say('');
    setTimeout(readAhead, 500);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    say(problem.message, true);
  } finally {
    byId('text').removeAttribute('aria-busy');
    document.documentElement.dataset.ready = sha;
  }
}

function turn(by) {
  if (!desk.list.length) return undefined;
  const at = desk.list.findIndex((one) => one.sha256 === desk.sha);
  return turnTo(desk.list[(at + by + desk.list.length) % desk.list.length].sha256);
}

function unchecked() {
  const at = desk.list.findIndex((one) => one.sha256 === desk.sha);
  return [...desk.list.slice(at + 1), ...desk.list.slice(0, at + 1)].find((one) => !one.checked);
}

// While somebody works on this article, claimx reads the next.
async function readAhead() {
  const next = unchecked();
  if (!next || next.claims !== null) return;
  try {
    next.claims = (await ask('articles/' + next.sha256)).claims.length;
    // A list that is open would close.
    if (document.activeElement !== byId('article')) fillSelect();
  } catch {
    // Told when it is opened.
  }
}

// To the next article that nobody has checked; all done, it says so.
function nextOpen() {
  const next = unchecked();
  if (next) return turnTo(next.sha256);
  say('All articles are checked; their gold is saved.');
  return undefined;
}

const check = (checked) => desk.state && change((sha) => ask(`articles/${sha}/checked`, {checked}), () => { if (checked) nextOpen(); });

function edit() {
  const first = byId('card').querySelector('[data-field]');
  if (first) first.focus();
}

function toText() {
  const mark = byId('text').querySelector('.open-claim[tabindex]');
  (mark || byId('text')).focus({preventScroll: true});
}

const KEYS = {
  j: () => step(1), k: () => step(-1), w: nextWeak, u: nextRefused, e: edit, x: suppress, r: restore, a: addClaim, d: () => check(true), n: () => turn(1),
  p: () => turn(-1), o: () => openAdd(), '?': () => byId('keys').showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  const typing = event.target.closest('input, select, textarea');
  if (event.key === 'Escape') {
    if (typing) typing.blur(); // what was typed is saved
    if (desk.selected) unselect();
    toText();
    return;
  }
  if (typing) {
    // Enter saves a field and goes to the next.
    if (event.key === 'Enter' && event.target.dataset.field) {
      event.preventDefault();
      const all = [...byId('card').querySelectorAll('[data-field]')];
      const next = all[all.indexOf(event.target) + 1];
      if (next) next.focus();
      else event.target.blur();
    }
    return;
  }
  const inText = byId('text').contains(event.target);
  if (inText && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    event.preventDefault();
    moveWord(event.key === 'ArrowRight', event.shiftKey);
    return;
  }
  if (!byId('keys-on').checked) return;
  if (inText && event.key === 'Enter' && event.target.classList.contains('open-claim') && !event.target.dataset.ids.includes(' ')) {
    event.preventDefault();
    event.stopPropagation();
    edit();
    return;
  }
  const role = TAKEN[Number(event.key) - 1];
  const run = role && desk.selected ? () => takeWords(role[0]) : KEYS[event.key];
  if (run) {
    event.preventDefault();
    run();
  }
}, true);

byId('article').addEventListener('change', () => turnTo(byId('article').value));
byId('before').addEventListener('click', () => turn(-1));
byId('after').addEventListener('click', () => turn(1));
byId('done').addEventListener('click', () => check(true));
byId('undone').addEventListener('click', () => check(false));
byId('help').addEventListener('click', () => byId('keys').showModal());
byId('keys-close').addEventListener('click', () => byId('keys').close());

// Another page of this server has saved something: the open article follows, unless a change of this page is on its way.
async function follow() {
  if (!desk.sha || desk.waiting) return;
  const sha = desk.sha;
  try {
    const state = await ask('articles/' + sha);
    if (sha === desk.sha && !desk.waiting && desk.state && state.version > desk.state.version && !document.activeElement.closest('[data-field]')) took(state);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    say(problem.message, true);
  }
}

if (channel) channel.addEventListener('message', (event) => { if (event.data === desk.sha) follow(); });
window.addEventListener('focus', follow);

(async () => {
  try {
    await list();
  } catch (problem) {
    say(problem.message, true);
    return;
  }
  const asked = location.hash.slice(1);
  const first = desk.list.find((one) => one.sha256 === asked) || desk.list.find((one) => !one.checked) || desk.list[0];
  if (first) await turnTo(first.sha256);
  else drawText();
  buildCard();
  document.documentElement.dataset.ready = desk.sha || 'yes';
})();
