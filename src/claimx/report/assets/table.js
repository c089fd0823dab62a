// The table: a page of rows at a time, sorted by any column, each row's figure a button that opens the claim.

const COLUMNS = [
  ['figure', 'Figure'], ['event', 'Event'], ['category', 'Category'], ['affected', 'Whose'], ['actor', 'By whom'], ['source', 'Says who'],
  ['day', 'As of'], ['place', 'Where'], ['article', 'Article'],
];

// The confidence that speaks of a column.
const SURE_OF = {figure: 'core', event: 'core', category: 'core', affected: 'affected', actor: 'actor', source: 'source', day: 'date', place: 'location'};

function fillHeads() {
  for (const [name, label] of COLUMNS) {
    const button = make('button', {type: 'button'}, label);
    button.addEventListener('click', () => sortBy(name));
    put(byId('heads'), make('th', {scope: 'col', 'data-column': name, class: 'col-' + name}, button));
    for (const [down, word] of [['', 'up'], ['-', 'down']]) {
      put(byId('sort'), make('option', {value: down + name}, `${label}, ${name === 'figure' ? (down ? 'largest first' : 'smallest first') : name === 'day' ? (down ? 'latest first' : 'earliest first') : word}`));
    }
  }
  if (!anySure) return;
  // Confidence has no column of its own: it is sorted by here, and marked where it is low.
  const group = make('optgroup', {label: 'Confidence'});
  for (const [name, label] of Object.entries(SURE)) {
    for (const [down, word] of [['', 'least sure first'], ['-', 'surest first']]) put(group, make('option', {value: `${down}sure ${name}`}, `${label}, ${word}`));
  }
  put(byId('sort'), group);
}

function sortBy(name, down) {
  // A second press turns the order; figures and dates begin with the largest and the latest.
  state.down = down ?? (state.sort === name ? !state.down : name === 'figure' || name === 'day');
  state.sort = name;
  change(true);
}

function cells(claim) {
  const article = articles[claim.article];
  return {
    figure: [make('button', {type: 'button', class: 'figure', 'data-id': claim.id}, claim.figure), claim.stance === 'asserted' ? null : make('span', {class: 'stance'}, claim.stance)],
    event: [spaced(claim.event)],
    category: [spaced(claim.category)],
    affected: [claim.affected],
    actor: [claim.actor],
    source: [claim.source === null ? make('span', {class: 'nobody', title: 'no source is named: the writer’s own voice'}, '—') : claim.source],
    day: [claim.day && make('time', {title: claim.days ? 'happened: ' + claim.days : 'the day it was said or published'}, claim.day)],
    place: [claim.place],
    article: [heading(article)],
  };
}

function row(claim) {
  const line = make('tr', {'data-id': claim.id, class: claim.kind});
  const told = cells(claim);
  for (const [name, label] of COLUMNS) {
    const empty = told[name].every((one) => one === null);
    const cell = make(name === 'figure' ? 'th' : 'td', {class: 'col-' + name + (empty ? ' empty' : ''), 'data-label': label, scope: name === 'figure' ? 'row' : null});
    if (SURE_OF[name] && weak(claim, SURE_OF[name])) {
      cell.classList.add('weak');
      cell.title = `unsure: ${SURE[SURE_OF[name]]} is right with a probability of ${percent(sureness(claim, SURE_OF[name]))}`;
    }
    put(cell, put(make('bdi'), ...told[name]));
    put(line, cell);
  }
  return line;
}

function fillRows() {
  const body = byId('rows');
  const pages = Math.max(1, Math.ceil(state.shown.length / PAGE));
  state.page = Math.min(state.page, pages - 1);
  const from = state.page * PAGE;
  body.replaceChildren(...state.shown.slice(from, from + PAGE).map(row));
  byId('count').textContent = state.shown.length === claims.length ? plural(claims.length, 'claim') : `${number(state.shown.length)} of ${plural(claims.length, 'claim')}`;
  byId('page').textContent = pages > 1 ? `page ${state.page + 1} of ${number(pages)}` : '';
  byId('previous').disabled = state.page === 0;
  byId('next').disabled = state.page >= pages - 1;
  byId('previous').hidden = byId('next').hidden = pages < 2;
  byId('none').hidden = state.shown.length > 0;
  byId('table').hidden = !state.shown.length;
  byId('sort').value = (state.down ? '-' : '') + state.sort;
  for (const head of byId('heads').children) {
    const own = head.dataset.column === state.sort;
    head.setAttribute('aria-sort', own ? (state.down ? 'descending' : 'ascending') : 'none');
  }
  markRow();
}

function markRow() {
  for (const line of byId('rows').children) {
    const own = state.open !== null && line.dataset.id === state.open.id;
    line.classList.toggle('open', own);
    if (own) line.setAttribute('aria-current', 'true');
    else line.removeAttribute('aria-current');
  }
}

// Turns to the claim's page and brings its row into view.
function toRow(claim) {
  const at = state.shown.indexOf(claim);
  if (at < 0) return null;
  if (Math.floor(at / PAGE) !== state.page) {
    state.page = Math.floor(at / PAGE);
    fillRows();
  }
  const line = [...byId('rows').children].find((one) => one.dataset.id === claim.id);
  if (line && !narrow()) line.scrollIntoView({block: 'nearest'});
  return line;
}

function turn(by) {
  state.page += by;
  fillRows();
  byId('table').scrollIntoView({block: 'nearest'});
}

// Something was filtered or sorted: everything that shows claims follows.
function change(orderOnly) {
  state.shown = sorted(orderOnly === true ? state.shown : filtered());
  if (orderOnly !== true) state.page = 0;
  fillRows();
  showCard();
  rememberSoon();
  if (orderOnly !== true) {
    drawChart(true);
    drawMap(false);
  }
}
