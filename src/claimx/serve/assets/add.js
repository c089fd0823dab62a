// How articles come onto the desk: pasted, dropped, chosen, fetched.

const dialog = byId('add');

function openAdd(text) {
  byId('add-told').hidden = true;
  if (!dialog.open) dialog.showModal();
  if (text) byId('paste-text').value = text;
  byId('paste-text').focus();
}

// Shows what came of it: the first new article opens, and what could not be read is told.
async function came(answers) {
  const added = answers.flatMap((one) => one.added), told = answers.flatMap((one) => one.told);
  await list();
  byId('add-told').hidden = !told.length;
  byId('add-told').replaceChildren(...told.map((line) => make('span', {}, line, make('br'))));
  if (added.length) {
    if (!told.length) dialog.close();
    await turnTo(added[0]);
    say(`${plural(added.length, 'article')} added.`);
  } else if (!dialog.open) openAdd();
}

async function adding(calls) {
  say('Reading …');
  const answers = [];
  for (const [name, call] of calls) {
    try {
      answers.push(await call());
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      answers.push({added: [], told: [name ? `${name}: ${problem.message}` : problem.message]});
    }
  }
  say('');
  await came(answers);
}

const drop = (files) => adding([...files].map((file) => [file.name, () => ask('files?name=' + encodeURIComponent(file.name), file, true)]));

byId('paste').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = byId('paste-text').value;
  if (!text.trim()) return;
  await adding([['', () => ask('articles', {text, title: byId('paste-title').value.trim() || null, published: byId('paste-day').value || null})]]);
  if (!dialog.open) byId('paste').reset();
});

byId('fetch').addEventListener('submit', async (event) => {
  event.preventDefault();
  await adding([['', () => ask('fetch', {url: byId('url').value.trim()})]]);
  if (!dialog.open) byId('fetch').reset();
});

byId('files').addEventListener('change', async () => {
  const files = [...byId('files').files];
  byId('drop').reset();
  if (files.length) await drop(files);
});
byId('drop').addEventListener('submit', (event) => event.preventDefault());

window.addEventListener('dragover', (event) => {
  if (![...event.dataTransfer.types].includes('Files')) return;
  event.preventDefault();
  document.body.classList.add('over');
});
window.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) document.body.classList.remove('over');
});
window.addEventListener('drop', (event) => {
  document.body.classList.remove('over');
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  drop(event.dataTransfer.files);
});

document.addEventListener('paste', (event) => {
  if (event.target.closest('input, textarea, select')) return;
  if (event.clipboardData.files.length) drop(event.clipboardData.files);
  else {
    const text = event.clipboardData.getData('text/plain');
    if (text.trim()) openAdd(text);
  }
});

byId('more').addEventListener('click', () => openAdd());
byId('begin').addEventListener('click', () => openAdd());
byId('add-close').addEventListener('click', () => dialog.close());
