// Elements and words. Foreign words become text nodes here and nowhere else: no markup is ever parsed.

const SVG = 'http://www.w3.org/2000/svg';
// What a reader would not see, or what would reorder the words around it, is written out: the characters of claimx.visible but
// tabs and line ends, which pages show as blanks.
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

function put(parent, ...children) {
  for (const child of children) {
    if (child === null || child === undefined || child === '') continue;
    parent.append(child instanceof Node ? child : words(String(child)));
  }
  return parent;
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? '' : value);
  }
  return put(element, ...children);
}

function draw(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  for (const child of children) element.append(child);
  return element;
}

function words(text) {
  if (text.search(UNSEEN) < 0) return document.createTextNode(text);
  const out = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > from) out.append(text.slice(from, match.index));
    const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    const sign = document.createElement('span');
    sign.className = 'unseen';
    sign.title = 'an invisible character of the text';
    sign.textContent = 'U+' + code;
    out.append(sign);
    from = match.index + match[0].length;
  }
  out.append(text.slice(from));
  return out;
}

const PLAIN = new Intl.NumberFormat('en');
const SHORT = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});

const number = (value) => PLAIN.format(value);
const short = (value) => SHORT.format(value);
const spaced = (name) => name.replace(/_/g, ' ');
const plural = (count, noun) => number(count) + ' ' + (count === 1 || noun.endsWith('series') ? noun : noun + 's');
// What a claim counts, as one says it: of people whose part nobody tells only what happened to them.
const counting = (category, event) => (category === 'unspecified' ? '' : spaced(category) + ' ') + spaced(event);
// A claim as one says it: its number, the words of the text for what was counted, and what happened; where there are none, or they no
// longer hold, its category.
const PEOPLE = {unspecified: 'people', civilian: 'civilians'};
function titled(claim) {
  const counted = claim.changed && claim.changed.includes('category') ? null : claim.fields.find((field) => field[0] === 'category');
  const noun = counted && counted[2] || PEOPLE[claim.category] || spaced(claim.category);
  // A claim that somebody has just added may have no bounds yet: its words stand for them.
  const number = claim.quantity && claim.low === null && claim.high === null ? `“${claim.quantity}”` : claim.figure;
  if (claim.event !== 'casualties') return `${number} ${noun} ${spaced(claim.event)}`;
  return counted && counted[2] ? `${number} casualties, ${noun}` : `${number} ${counting(claim.category, 'casualties')}`;
}
const WRITER = '(the writer’s own voice)';

function bounds(low, high) {
  if (low !== null && high !== null) return low === high ? number(low) : number(low) + ' to ' + number(high);
  if (low !== null) return number(low) + ' or more';
  return high !== null ? 'up to ' + number(high) : 'no number';
}

// A quotation with its number marked.
function quotation(text, mark, tag) {
  const quote = make(tag || 'q');
  if (!mark) return put(quote, text);
  return put(quote, text.slice(0, mark[0]), make('b', {}, text.slice(mark[0], mark[1])), text.slice(mark[1]));
}
