// The rows that the filters leave, in their order, as a file that the browser writes; nothing leaves the page.

const ROW = ['id', 'figure', 'low', 'high', 'per', 'kind', 'event', 'category', 'affected', 'actor', 'source', 'as_of', 'date', 'location', 'country', 'lat', 'lon',
  'stance', 'confidence', 'article', 'heading', 'publisher', 'published', 'path', 'sentence'];

function rowOf(claim) {
  const article = articles[claim.article];
  const [lat, lon] = claim.at || [null, null];
  return {...claim, as_of: claim.day, date: claim.days, location: claim.place, lat, lon, article: article.id, heading: article.heading, publisher: article.publisher,
    published: article.published, path: article.path, sentence: claim.quote};
}

const escaped = (code) => code > 0xffff ? '\\U' + code.toString(16).padStart(8, '0') : '\\u' + code.toString(16).padStart(4, '0');
const escapes = (text, signs) => text.replace(signs, (sign) => escaped(sign.codePointAt(0)));

// A spreadsheet takes what begins like this for a formula; unseen characters are written out, as everywhere that people look.
function cellOf(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = escapes(String(value).replace(/[\r\n\t]+/g, ' '), UNSEEN);
  const safe = /^[\s"]*[=+\-@＝＋－＠]/.test(text) ? "'" + text : text;
  return /[",]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
}

const FORMS = {
  csv: ['text/csv', (rows) => [ROW.join(','), ...rows.map((row) => ROW.map((name) => cellOf(row[name])).join(','))].join('\r\n') + '\r\n'],
  // What acts on a terminal or on a reader of lines is escaped, which means the same.
  jsonl: ['application/x-ndjson', (rows) => rows.map((row) => escapes(JSON.stringify(Object.fromEntries(ROW.map((name) => [name, row[name] ?? null]))),
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g) + '\n').join('')],
};

function download(form) {
  const [type, write] = FORMS[form];
  const address = URL.createObjectURL(new Blob([write(state.shown.map(rowOf))], {type: type + ';charset=utf-8'}));
  const link = make('a', {href: address, download: `claims.${form}`});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
