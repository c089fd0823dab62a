// Everything is wired here, once.

const SECTIONS = {series: drawSeries};

fillFilters();
fillHeads();
for (const [i, article] of articles.entries()) {
  const count = claims.filter((claim) => claim.article === i).length;
  put(byId('article'), make('option', {value: String(i)}, `${heading(article)} (${number(count)})`));
}

for (const name of Object.keys(FILTERS)) byId('f-' + name).addEventListener('change', change);
for (const id of ['f-sure', 'f-sure-of']) byId(id).addEventListener('change', change);
for (const id of ['f-from', 'f-to', 'search']) byId(id).addEventListener('input', change);
byId('filters').addEventListener('submit', (event) => event.preventDefault());
byId('clear').addEventListener('click', () => {
  byId('filters').reset();
  change();
});
byId('previous').addEventListener('click', () => turn(-1));
byId('next').addEventListener('click', () => turn(1));
byId('sort').addEventListener('change', () => {
  const value = byId('sort').value;
  sortBy(value.replace('-', ''), value.startsWith('-'));
});
byId('thing').addEventListener('change', () => drawChart(false));
byId('log').addEventListener('change', () => drawChart(false));
byId('article').addEventListener('change', () => showArticle(Number(byId('article').value)));

byId('rows').addEventListener('click', (event) => {
  const line = event.target.closest('tr');
  if (line && !String(window.getSelection())) open(line.dataset.id, true);
});

byId('rows').addEventListener('keydown', (event) => {
  const line = event.target.closest('tr');
  const to = {ArrowDown: line && line.nextElementSibling, ArrowUp: line && line.previousElementSibling}[event.key];
  if (to) {
    event.preventDefault();
    to.querySelector('button').focus();
  }
});

function back() {
  const line = state.open && toRow(state.open);
  if (line) {
    line.querySelector('button').focus({preventScroll: true});
    line.scrollIntoView({block: narrow() ? 'center' : 'nearest'});
  } else byId('search').focus();
}

byId('back').addEventListener('click', back);
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, select, textarea');
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId('search').focus();
  } else if (event.key === 'Escape' && byId('reader').contains(event.target)) back();
});

window.addEventListener('hashchange', follow);
let wide = window.innerWidth;
window.addEventListener('resize', () => {
  if (window.innerWidth !== wide) { // phones resize when their bars slide away
    wide = window.innerWidth;
    drawChart(false);
    drawMap(true);
  }
});

byId('as-csv').addEventListener('click', () => download('csv'));
byId('as-lines').addEventListener('click', () => download('jsonl'));

byId('nearer').addEventListener('click', () => zoom(0.5));
byId('farther').addEventListener('click', () => zoom(2));
byId('whole').addEventListener('click', () => drawMap(true));

change();
drawMap(true);
tellSplit(shareNow());
for (const section of DATA.sections) {
  const box = document.querySelector(`[data-section="${section.id}"]`);
  if (box && SECTIONS[section.kind]) SECTIONS[section.kind](box, section.content);
}
if (!follow()) begin();
document.documentElement.dataset.ready = 'yes';
