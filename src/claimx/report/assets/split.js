// The bar between claims and article, dragged or moved by the arrow keys: beside each other on a wide screen, else one above the other.

const stacked = () => window.matchMedia('(max-width: 68.74rem)').matches;

// The claims' share of the room, in hundredths.
function setSplit(share) {
  const found = Math.round(Math.min(80, Math.max(25, share)));
  const main = byId('claims');
  if (stacked()) main.style.setProperty('--rows', `${found}fr 1.3rem ${100 - found}fr`);
  else main.style.setProperty('--columns', `minmax(0, ${found}fr) 1.5rem minmax(0, ${100 - found}fr)`);
  tellSplit(found);
}

function tellSplit(share) {
  const bar = byId('split');
  bar.setAttribute('aria-orientation', stacked() ? 'horizontal' : 'vertical');
  bar.setAttribute('aria-valuenow', String(share));
}

// Where the claims begin, and how much room they and the article have together.
function room() {
  const left = document.querySelector('.left').getBoundingClientRect(), right = byId('reader').getBoundingClientRect();
  return stacked() ? {from: left.top, own: left.height, both: left.height + right.height} : {from: left.left, own: left.width, both: left.width + right.width};
}

function shareNow() {
  const {own, both} = room();
  return Math.round(100 * own / both);
}

function redraw() {
  drawChart(false);
  drawMap(true);
}

byId('split').addEventListener('pointerdown', (event) => {
  event.preventDefault();
  byId('split').focus();
  byId('split').setPointerCapture(event.pointerId);
});
byId('split').addEventListener('pointermove', (event) => {
  if (!byId('split').hasPointerCapture(event.pointerId)) return;
  const {from, both} = room();
  setSplit(100 * ((stacked() ? event.clientY : event.clientX) - from) / both);
});
byId('split').addEventListener('lostpointercapture', redraw);
byId('split').addEventListener('keydown', (event) => {
  const by = {ArrowLeft: -5, ArrowUp: -5, ArrowRight: 5, ArrowDown: 5, Home: -100, End: 100}[event.key];
  if (by === undefined) return;
  event.preventDefault();
  setSplit(shareNow() + by);
  redraw();
});
window.addEventListener('resize', () => tellSplit(shareNow()));
