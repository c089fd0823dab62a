// The text: claims and refused numbers marked, words to be selected by mouse, finger or keyboard.

// What selected words can be taken for, in the order of their keys.
const TAKEN = [['quantity', 'number'], ['affected', 'whose loss'], ['actor', 'by whom'], ['source', 'says who'], ['cue', 'reporting words'], ['date', 'when'], ['location', 'where']];

function drawText() {
  const box = byId('text'), state = desk.state;
  const focused = document.activeElement, ids = focused && focused.dataset && focused.dataset.ids, refused = focused && focused.classList.contains('refused');
  box.textContent = '';
  byId('empty').hidden = Boolean(state) || desk.list.length > 0;
  byId('heading').textContent = '';
  byId('told').textContent = '';
  box.hidden = !state;
  if (!state) return;
  const article = state.article;
  put(byId('heading'), make('bdi', {}, article.heading));
  put(byId('told'), [article.publisher, article.published || 'no date of publication'].filter(Boolean).map((one, i) => (i ? ', ' : '') + one).join(''), ' · ',
    make('bdi', {class: 'path'}, article.path), article.url && ' · ', article.url && make('a', {href: article.url, rel: 'noopener noreferrer', target: '_blank'}, 'original'),
    ` · ${plural(state.claims.filter((claim) => !claim.suppressed).length, 'claim')}${state.checked ? ', checked' : ''}`);
  byId('faults').replaceChildren(...state.faults.map((fault) => make('p', {class: 'warning'}, fault)));
  const others = state.refusals.map((one) => ({span: one.span, label: `in no claim: ${one.reason}`, pick: () => openRefused(one)}));
  box.append(marked(article.text, state.claims, desk.open, pickMark, others));
  if (desk.refused) for (const element of box.querySelectorAll('.refused')) if (refusedAt(element) === desk.refused) element.classList.add('open');
  const again = ids ? [...box.querySelectorAll('mark[tabindex]')].find((mark) => mark.dataset.ids === ids) : refused ? box.querySelector('.refused.open') : null;
  if (again) again.focus({preventScroll: true});
  drawRest();
}

function drawRest() {
  const {refusals, article} = desk.state;
  byId('rest').hidden = !refusals.length;
  byId('rest-count').textContent = `(${number(refusals.length)})`;
  byId('refused').replaceChildren(...refusals.map((one) => {
    const button = make('button', {type: 'button', class: 'link'}, article.text.slice(...one.span));
    button.addEventListener('click', () => openRefused(one));
    return make('li', {class: desk.refused === one ? 'open' : null}, button, ' ', one.reason, ' ', make('code', {title: desk.state.rules[one.rule] || one.rule}, one.rule));
  }));
}

function refusedAt(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const start = place(range.startContainer, range.startOffset);
  return desk.state.refusals.find((one) => one.span[0] === start) || null;
}

function openRefused(one) {
  desk.refused = one;
  desk.selected = one.span;
  drawText();
  drawTools();
  const element = byId('text').querySelector('.refused.open');
  if (element) {
    element.scrollIntoView({block: 'center'});
    element.focus({preventScroll: true});
  }
  say(`In no claim: ${one.reason} (${one.rule}). Press a to make it a claim.`);
}

function pickMark(here) {
  openClaim(here[(here.indexOf(desk.open) + 1) % here.length].id);
}

function openClaim(id, focusMark = true) {
  const claim = desk.state && desk.state.claims.find((one) => one.id === id) || null;
  const turned = claim !== desk.open;
  desk.open = claim;
  desk.refused = null;
  drawText();
  if (turned) buildCard();
  else fillCard();
  const mark = byId('text').querySelector('.open-claim[tabindex]');
  if (mark && focusMark) {
    mark.scrollIntoView({block: 'center'});
    mark.focus({preventScroll: true});
  }
}

function step(by) {
  const claims = desk.state ? desk.state.claims : [];
  if (!claims.length) return;
  const at = claims.indexOf(desk.open);
  openClaim(claims[at < 0 ? (by > 0 ? 0 : claims.length - 1) : (at + by + claims.length) % claims.length].id);
}

// The next claim of which something is doubtful.
function nextWeak() {
  const claims = desk.state ? desk.state.claims : [], at = claims.indexOf(desk.open);
  const next = [...claims.slice(at + 1), ...claims.slice(0, at + 1)].find((claim) => claim.weak.length);
  if (next) openClaim(next.id);
  else say('No claim here has a doubtful field.');
}

function nextRefused() {
  const all = desk.state ? desk.state.refusals : [];
  if (all.length) openRefused(all[(all.indexOf(desk.refused) + 1) % all.length]);
}

// How many UTF-16 units of the text stand before a place on the page; an invisible character that is written out is one.
function place(node, offset) {
  const range = document.createRange();
  range.selectNodeContents(byId('text'));
  range.setEnd(node, offset);
  const walker = document.createTreeWalker(range.cloneContents(), NodeFilter.SHOW_TEXT);
  let count = 0;
  while (walker.nextNode()) {
    const one = walker.currentNode;
    count += one.parentNode.className === 'unseen' ? Math.min(1, one.length) : one.length;
  }
  return count;
}

function selection() {
  const chosen = window.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed || !desk.state) return null;
  const range = chosen.getRangeAt(0);
  if (!byId('text').contains(range.commonAncestorContainer)) return null;
  const start = place(range.startContainer, range.startOffset), end = place(range.endContainer, range.endOffset);
  return end > start && desk.state.article.text.slice(start, end).trim() ? [start, end] : null;
}

document.addEventListener('selectionchange', () => {
  const found = selection();
  if (!found && desk.refused) return;
  if (found) desk.refused = null;
  if (String(found) === String(desk.selected)) return;
  desk.selected = found;
  drawTools();
});

function drawTools() {
  const box = byId('tools');
  box.hidden = !desk.selected;
  box.textContent = '';
  if (!desk.selected) return;
  const tool = (text, key, run) => {
    const button = make('button', {type: 'button', 'aria-keyshortcuts': key}, text, ' ', make('kbd', {}, key));
    // The words stay selected.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('mousedown', (event) => event.preventDefault());
    button.addEventListener('click', run);
    put(box, button);
  };
  put(box, make('span', {class: 'said'}, '“', desk.state.article.text.slice(...desk.selected), '”'));
  tool('Make it a claim', 'a', addClaim);
  if (desk.open) for (const [i, [role, label]] of TAKEN.entries()) tool(label, String(i + 1), () => takeWords(role));
}

function unselect() {
  window.getSelection().removeAllRanges();
  desk.selected = null;
  desk.refused = null;
  drawTools();
}

function addClaim() {
  if (!desk.selected) return say('Select the words of the number first.', true);
  const [start, end] = desk.selected;
  unselect();
  return change((sha) => ask(`articles/${sha}/claims`, {start, end}), (told) => {
    openClaim(told.open);
    edit();
    say('Added. Check event and category, which are those of the nearest claim, and fill the rest.');
  });
}

async function takeWords(role) {
  if (!desk.selected || !desk.open) return;
  const [start, end] = desk.selected, claim = desk.open;
  unselect();
  try {
    const values = await ask(`articles/${desk.sha}/words`, {role, start, end});
    if (role === 'date' && values.date_start === null && values.date_end === null) {
      await set(claim, {date_text: values.date_text});
      say('These words give no day that claimx can read: fill the days.', true);
    } else await set(claim, values);
  } catch (problem) {
    say(problem.message, true);
  }
}

// One word at a time, so that words can be selected without a mouse.
function moveWord(forward, longer) {
  const chosen = window.getSelection(), box = byId('text');
  if (!chosen.rangeCount || !box.contains(chosen.anchorNode)) {
    const mark = box.querySelector('.open-claim') || box;
    chosen.collapse(mark.firstChild || mark, 0);
  } else if (!longer) {
    if (forward) chosen.collapseToEnd();
    else {
      chosen.collapseToStart();
      chosen.modify('move', 'backward', 'word');
    }
  }
  const before = String(chosen);
  chosen.modify('extend', longer && !forward ? 'backward' : 'forward', 'word');
  // A blank alone is no word.
  if (!longer && !String(chosen).trim() && String(chosen) !== before) chosen.modify('extend', 'forward', 'word');
  const line = chosen.focusNode && chosen.focusNode.parentElement;
  if (line && box.contains(line) && line !== box) line.scrollIntoView({block: 'nearest'});
}
