// A text with its claims marked, as the report and `claimx serve` show it.

const LABELS = {quantity: 'number', affected: 'whose loss', actor: 'by whom', source: 'says who', location: 'where', date: 'when', event: 'what happened',
  category: 'counted', stance: 'stance'};
const ROLES = ['affected', 'actor', 'source', 'cue', 'date', 'location', 'item', 'category'];

// The confidence that speaks of a role, and of a line of the card; `weak` of a claim names those that are low.
const SURE_OF_ROLE = {quantity: 'core', event: 'core', category: 'core', item: 'core', affected: 'affected', actor: 'actor', source: 'source', cue: 'source',
  date: 'date', location: 'location'};

// The text cut where any span begins or ends; each piece knows every span that covers it, so spans may overlap. `others` are numbers that are
// in no claim: {span, pick, label}.
function marked(text, own, open, pick, others = []) {
  const spans = own.map((claim) => ({from: claim.spans.quantity[0], to: claim.spans.quantity[1], claim}));
  for (const other of others) spans.push({from: other.span[0], to: other.span[1], other});
  const chosen = open && own.includes(open) ? open : null;
  if (chosen) {
    for (const role of ROLES) {
      if (chosen.spans[role]) spans.push({from: chosen.spans[role][0], to: chosen.spans[role][1], role});
    }
    if (chosen.spans.evidence) spans.push({from: chosen.spans.evidence[0], to: chosen.spans.evidence[1], role: 'evidence'});
  }
  const unsure = ROLES.filter((role) => chosen && chosen.weak && chosen.weak.includes(SURE_OF_ROLE[role]));
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  const starts = spans.slice().sort((a, b) => a.from - b.from);
  const out = document.createDocumentFragment();
  let active = [], next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i], to = cuts[i + 1];
    active = active.filter((span) => span.to > from);
    while (next < starts.length && starts[next].from <= from) active.push(starts[next++]);
    out.append(piece(text.slice(from, to), active, from, chosen, pick, unsure));
  }
  return out;
}

function piece(text, active, from, chosen, pick, unsure) {
  const here = active.filter((span) => span.claim).map((span) => span.claim);
  const roles = active.filter((span) => span.role).map((span) => span.role);
  const other = active.find((span) => span.other);
  if (!active.length) return words(text);
  let element;
  if (here.length) element = claimMark(here, text, active.some((span) => span.claim && span.from === from), chosen, pick);
  else if (other) element = pressed(make('span', {class: 'refused', title: other.other.label}, text), other.from === from, other.other.label, other.other.pick);
  else element = make('span', {}, text);
  for (const role of roles) element.classList.add('role-' + role);
  if (roles.some((role) => unsure.includes(role))) element.classList.add('weak');
  const shown = roles.filter((role) => role !== 'evidence');
  if (shown.length && !other) element.title = shown.map((role) => (LABELS[role] || role) + (unsure.includes(role) ? ' (unsure)' : '')).join(', ');
  return element;
}

function claimMark(here, text, first, chosen, pick) {
  const isOpen = here.includes(chosen);
  const label = here.map((claim) => titled(claim)).join('; ');
  const mark = make('mark', {class: `claim ${here[0].kind}${isOpen ? ' open-claim' : ''}`, 'data-ids': here.map((claim) => claim.id).join(' '), title: label}, text);
  if (here.some((claim) => claim.weak && claim.weak.includes('claim'))) mark.classList.add('weak');
  if (here.every((claim) => claim.suppressed)) mark.classList.add('suppressed');
  if (first && isOpen) mark.setAttribute('aria-current', 'true');
  return pressed(mark, first, `claim: ${label}`, () => pick(here));
}

// Words that can be clicked, and reached and pressed by the keyboard where they begin.
function pressed(element, first, label, pick) {
  if (first) {
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', label);
  }
  element.addEventListener('click', pick);
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      pick();
    }
  });
  return element;
}
