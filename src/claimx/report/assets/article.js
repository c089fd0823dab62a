// The open claim's card, and its article with every claim marked; both lead back to the table.

function open(id, intoView) {
  const claim = claimOf.get(id);
  if (!claim) return;
  state.open = claim;
  state.chosen = true;
  remember();
  showArticle(claim.article);
  markRow();
  if (intoView) {
    const mark = byId('text').querySelector('.open-claim');
    if (mark) scrollTo(mark);
    // On a narrow screen the article stands below the table: go there.
    if (narrow()) byId('reader').scrollIntoView();
  }
}

// A phone, where the article stands below all claims.
const narrow = () => window.matchMedia('(max-width: 40rem)').matches;

// Moves the mark to the middle of whatever scrolls: the article's own pane where there is one.
function scrollTo(mark) {
  const pane = byId('sheet');
  if (!narrow()) {
    const box = mark.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    pane.scrollTop += box.top - frame.top - frame.height * 0.35;
  }
}

function showArticle(index) {
  const turned = state.article !== index;
  const article = articles[index];
  state.article = index;
  byId('article').value = String(index);
  const about = byId('about');
  about.textContent = '';
  const told = [article.publisher, article.published].filter(Boolean).join(', ');
  put(about, make('h3', {}, make('bdi', {}, heading(article))),
    make('p', {class: 'note'}, told && make('bdi', {}, told), told && ' · ', make('bdi', {class: 'path'}, article.path),
      article.url && ' · ', article.url && make('a', {href: article.url, rel: 'noopener noreferrer', target: '_blank'}, 'original')));
  showCard();
  const box = byId('text');
  box.textContent = '';
  const own = claims.filter((claim) => claim.article === index);
  if (article.text === null) {
    const why = article.note === 'differs' ? 'The text at hand is not the one that these claims were read from; their sentences:' : 'The text is not at hand; the sentences with claims:';
    put(box, make('p', {class: 'warning'}, why));
    for (const claim of own) put(box, sentence(claim));
    return;
  }
  box.append(marked(article.text, own, state.open, pickMark));
  if (turned) byId('sheet').scrollTop = 0;
}

function sentence(claim) {
  const line = quotation(claim.quote, claim.mark, 'p');
  const mark = line.querySelector('b');
  if (mark) line.replaceChild(claimMark([claim], mark.textContent, true, state.open, pickMark), mark);
  return line;
}

// A click on a marked number opens its claim; claims that share their words take turns.
function pickMark(here) {
  const next = here[(here.indexOf(state.open) + 1) % here.length];
  open(next.id, false);
  toRow(next);
  const again = byId('text').querySelector('.open-claim[tabindex]');
  if (again) again.focus({preventScroll: true});
}

function showCard() {
  const box = byId('card');
  box.textContent = '';
  const claim = state.open;
  if (!claim || claim.article !== state.article) return;
  const list = make('dl');
  for (const [name, value, said, basis, rules] of claim.fields) {
    const sure = SURE_OF_ROLE[name] && sureness(claim, SURE_OF_ROLE[name]);
    const doubtful = SURE_OF_ROLE[name] && weak(claim, SURE_OF_ROLE[name]);
    // An empty field is told where it may well have been missed.
    if (value === null && !doubtful) continue;
    const told = make('dd', {class: doubtful ? 'weak' : null}, value === null ? make('span', {class: 'nobody'}, 'not told') : make('bdi', {}, value));
    if (doubtful) put(told, ' ', make('span', {class: 'unsure', title: 'Estimated probability that this is right'}, percent(sure)));
    if (said && said !== value) put(told, ' ', make('span', {class: 'said'}, '“' + said + '”'));
    if (basis && basis !== 'stated') put(told, ' ', make('span', {class: 'basis'}, basis));
    for (const rule of rules) put(told, ' ', make('code', {title: DATA.rules[rule] || rule}, rule));
    put(list, make('dt', {class: 'role-' + name}, LABELS[name] || name), told);
  }
  if (claim.confidence !== null && claim.confidence !== undefined) {
    put(list, make('dt', {}, 'confidence'), make('dd', {title: 'Estimated probability that what happened, what is counted, the number, whose loss and who says so are all right'},
      percent(claim.confidence)));
  }
  const ties = make('p', {class: 'ties'});
  const tie = (text, other) => {
    const button = make('button', {type: 'button'}, `${text} ${other.figure}`);
    button.addEventListener('click', () => { open(other.id, true); toRow(other); });
    put(ties, button, ' ');
  };
  for (const [text, id] of claim.links) if (claimOf.has(id)) tie(text + ':', claimOf.get(id));
  for (const other of claims) for (const [text, id] of other.links) if (id === claim.id) tie({'part of': 'its part:', 'added to': 'its increase:', 'computed from': 'computed from it:'}[text], other);
  const hidden = state.shown.includes(claim) ? null : make('p', {class: 'warning'}, 'The filters hide this claim. ', show());
  put(box, make('h3', {}, make('bdi', {}, titled(claim))), hidden, list,
    ties.childNodes.length ? ties : null, make('p', {class: 'note'}, make('a', {href: '#' + claim.id}, claim.id), ' ', toWords()));
}

function show() {
  const button = make('button', {type: 'button'}, 'Clear the filters');
  button.addEventListener('click', () => byId('clear').click());
  return button;
}

// Where the article stands below the card, the way from one to the other.
function toWords() {
  const button = make('button', {type: 'button', class: 'link narrow'}, 'to its words in the text');
  button.addEventListener('click', () => {
    const mark = byId('text').querySelector('.open-claim');
    if (mark) mark.scrollIntoView({block: 'center'});
  });
  return button;
}
