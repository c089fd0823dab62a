// The open claim: every field with its words and rules, to be corrected. A field is saved as soon as it is left.

// Title, field of the report, inputs: [name in gold, label, kind, choices or list].
const FORM = [
  ['number', 'quantity', [['low', 'low bound', 'number'], ['high', 'high bound', 'number'], ['per', 'rate', 'choice', 'per']]],
  ['happened', 'event', [['event', 'event', 'choice', 'event']]],
  ['counted', 'category', [['category', 'category', 'choice', 'category']]],
  ['whose loss', 'affected', [['affected', 'whose loss', 'text', 'parties']]],
  ['by whom', 'actor', [['actor', 'by whom', 'text', 'parties']]],
  ['says who', 'source', [['source', 'source', 'text', 'sources'], ['source_cue', 'reporting words', 'text']]],
  ['when', 'date', [['date_start', 'first day', 'date'], ['date_end', 'last day', 'date'], ['date_text', 'words for the date', 'text']]],
  ['where', 'location', [['location', 'place', 'text', 'places']]],
  ['stance', 'stance', [['stance', 'stance', 'choice', 'stance']]],
];
// The number is written with its bounds; the rest is a name of the field it is shown in.
const ESTIMATED = {quantity: 'core', affected: 'affected', actor: 'actor', source: 'source', date: 'date', location: 'location'};

function buildCard() {
  const claim = desk.open, box = byId('card');
  box.textContent = '';
  if (!claim) {
    put(box, make('p', {class: 'note'}, desk.state && desk.state.claims.length ? 'Press j, or click a marked number.' : desk.state ? 'No claim was found here. Select the words of one to add it.' : ''));
    return;
  }
  const act = (id, text, key, run) => {
    const button = make('button', {type: 'button', id, 'aria-keyshortcuts': key}, make('span', {}, text), ' ', make('kbd', {}, key));
    button.addEventListener('click', run);
    return button;
  };
  const form = make('form', {class: 'fields', autocomplete: 'off'});
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const [title, name, inputs] of FORM) {
    const row = make('fieldset', {'data-row': name}, make('legend', {class: 'role-' + name}, make('span', {}, title)));
    put(row, put(make('div', {class: 'inputs'}), ...inputs.map((one) => input(one))), make('div', {class: 'about'}));
    put(form, row);
  }
  put(box, make('h2', {id: 'claim-title', tabindex: '-1'}), make('div', {class: 'acts'},
    act('suppress', '', 'x', suppress), act('restore', 'As claimx read it', 'r', restore)),
  make('div', {id: 'flaws', role: 'alert'}), form, make('details', {class: 'why'}, make('summary', {}, 'Rules that made it'), make('dl', {id: 'why'})));
  fillCard();
}

function input([name, label, kind, list]) {
  let element;
  if (kind === 'choice') {
    element = make('select');
    if (list === 'per') put(element, make('option', {value: ''}, 'in all'));
    for (const value of CHOICES[list]) put(element, make('option', {value}, list === 'per' ? 'a ' + value : spaced(value)));
  } else {
    element = make('input', {type: kind === 'date' ? 'date' : 'text', inputmode: kind === 'number' ? 'decimal' : null, list: list || null, maxlength: '300',
      placeholder: kind === 'number' ? (name === 'low' ? 'from' : 'to') : name === 'source_cue' || name === 'date_text' ? label : null, spellcheck: 'false'});
  }
  element.setAttribute('aria-label', label);
  element.dataset.field = name;
  element.addEventListener('change', () => commit(element, kind));
  return element;
}

function commit(element, kind) {
  const name = element.dataset.field, text = element.value.trim();
  let value = text === '' ? null : text;
  if (kind === 'number' && value !== null) {
    value = Number(text.replace(/[,\s]/g, ''));
    if (!Number.isFinite(value) || value < 0) {
      element.setAttribute('aria-invalid', 'true');
      say(`“${text}” is not a number; the field was not saved.`, true);
      return;
    }
  }
  element.removeAttribute('aria-invalid');
  const {low, high} = desk.open.gold;
  if (value === desk.open.gold[name]) return;
  // A number alone is both of its bounds.
  set(desk.open, name === 'low' && value !== null && low !== null && low === high ? {low: value, high: value} : {[name]: value});
}

// Values and notes of the card that is there; what somebody is typing stays.
function fillCard() {
  const claim = desk.open, box = byId('card');
  if (!claim || !byId('claim-title')) return;
  byId('claim-title').textContent = '';
  put(byId('claim-title'), make('bdi', {}, titled(claim)), claim.suppressed ? ' (suppressed)' : claim.added ? ' (added)' : claim.changed.length ? ' (corrected)' : '');
  byId('suppress').firstChild.textContent = claim.suppressed ? 'It is a claim' : 'Not a claim';
  byId('restore').hidden = claim.added ? false : !claim.changed.length && !claim.suppressed;
  byId('restore').firstChild.textContent = claim.added ? 'Remove it' : 'As claimx read it';
  byId('flaws').replaceChildren(...claim.flaws.map((flaw) => make('p', {class: 'warning'}, flaw)));
  for (const element of box.querySelectorAll('[data-field]')) {
    const value = claim.gold[element.dataset.field];
    const now = value === null || value === undefined ? '' : String(value);
    const typing = element === document.activeElement && element.dataset.was !== undefined && element.value !== element.dataset.was;
    element.dataset.was = now;
    if (!typing && element.value !== now) element.value = now;
  }
  for (const [, name, inputs] of FORM) {
    const about = box.querySelector(`[data-row="${name}"] .about`);
    about.textContent = '';
    const found = claim.fields.find((field) => field[0] === name);
    const changed = inputs.some(([field]) => claim.changed.includes(field)) || name === 'quantity' && claim.changed.includes('span');
    if (changed) put(about, make('span', {class: 'changed'}, 'corrected'), ' ');
    const said = name === 'quantity' ? claim.quantity : found && found[2];
    if (said && (!changed || name === 'quantity')) put(about, '“', make('bdi', {}, said), '” ');
    if (found && !changed) {
      if (found[3] && found[3] !== 'stated') put(about, make('span', {class: 'basis'}, found[3]), ' ');
      for (const rule of found[4]) put(about, make('code', {title: desk.state.rules[rule] || rule}, rule), ' ');
      const sure = claim.confidences && claim.confidences[ESTIMATED[name]];
      const doubtful = claim.weak.includes(ESTIMATED[name]);
      if (sure !== null && sure !== undefined) put(about, make('span', {class: doubtful ? 'unsure' : null, title: 'estimated probability that it is right'}, `${Math.round(sure * 100)}\u00a0%\u00a0sure`));
    }
    for (const one of claim.rivals.filter((rival) => rival.field === name)) {
      put(about, make('span', {class: 'rival', title: desk.state.rules[one.rule] || one.rule}, 'not ', make('bdi', {}, one.value), ' “', make('bdi', {}, one.words), '”: ', one.why));
    }
    if (changed && found) put(about, make('span', {}, 'claimx read: ', make('bdi', {}, found[1] === null ? 'nothing' : found[1])));
    const odd = inputs.map(([field]) => claim.gold[field]).find((value) => typeof value === 'string' && value.search(UNSEEN) >= 0);
    if (odd) put(about, ' ', make('bdi', {}, odd));
  }
  const rules = [...new Set(claim.fields.flatMap((field) => field[4]))];
  byId('why').replaceChildren(...rules.flatMap((rule) => [make('dt', {}, make('code', {}, rule)), make('dd', {}, desk.state.rules[rule] || '')]));
  byId('why').parentNode.hidden = !rules.length;
}

function suppress() {
  if (!desk.open) return;
  const now = !desk.open.suppressed;
  set(desk.open, {suppressed: now});
}

function restore() {
  if (desk.open && (desk.open.added || desk.open.changed.length || desk.open.suppressed)) back(desk.open);
}

// Two pages set the same field: the value that is kept now, and the one that was meant here.
function askWhich(problem) {
  const {claim, values} = problem.retry;
  const now = desk.state.claims.find((one) => one.id === claim);
  if (!now || desk.open !== now) return;
  const told = (value) => value === null || value === undefined ? 'nothing' : String(value);
  for (const name of problem.fields) {
    const mine = make('button', {type: 'button'}, 'Set it to ', make('bdi', {}, told(values[name])));
    const box = make('p', {class: 'warning'}, `Another page set ${spaced(name)} to `, make('bdi', {}, told(now.gold[name] ?? now[name])), '. ', mine);
    mine.addEventListener('click', () => {
      box.remove();
      set(desk.open, {[name]: values[name]});
    });
    byId('flaws').append(box);
  }
}
