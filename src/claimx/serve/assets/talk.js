// What is asked of the server, one change after the other, and what the page knows.

const byId = (id) => document.getElementById(id);
const CHOICES = JSON.parse(byId('choices').textContent);
const desk = {list: [], sha: null, state: null, open: null, refused: null, selected: null, waiting: 0};
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('claimx') : null;

class Refused extends Error {
  constructor(message, status, fields) {
    super(message);
    this.status = status;
    this.fields = fields || [];
  }
}

async function ask(path, body, raw) {
  const options = body === undefined ? {} : {
    method: 'POST', headers: {'Content-Type': raw ? 'application/octet-stream' : 'application/json'}, body: raw ? body : JSON.stringify(body),
  };
  let answer, told = null;
  try {
    answer = await fetch('api/' + path, options);
  } catch {
    throw new Refused('Not saved: claimx does not answer. Start it again with the same --into; what was saved is kept.', 0);
  }
  try {
    told = await answer.json();
  } catch {
    throw new Refused('claimx does not know this page any more. Open the address that it printed last.', answer.status);
  }
  if (!answer.ok) throw new Refused(told.error, answer.status, told.fields);
  return told;
}

function say(text, bad) {
  const status = byId('status');
  status.textContent = '';
  put(status, text);
  status.classList.toggle('bad', Boolean(bad));
}

// Changes go one after the other, so that each is made with the last one's answer in view.
let queue = Promise.resolve();

function change(call, done) {
  desk.waiting++;
  say('Saving …');
  const sha = desk.sha;
  queue = queue.then(async () => {
    try {
      const told = await call(sha);
      if (channel) channel.postMessage(sha);
      if (sha === desk.sha) took(told);
      say('Saved.');
      if (done) done(told);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      say(problem.message, true);
      if (problem.status === 409) await clash(sha, problem);
    } finally {
      desk.waiting--;
    }
  });
  return queue;
}

// Another page has set the same fields: both values are shown, and a person chooses.
async function clash(sha, problem) {
  took(await ask('articles/' + sha));
  if (problem.retry) askWhich(problem);
}

function set(claim, values) {
  return change(async (sha) => {
    try {
      return await ask(`articles/${sha}/claims/${claim.id}`, {base: desk.state.version, set: values});
    } catch (problem) {
      if (problem.status === 409) problem.retry = {claim: claim.id, values};
      throw problem;
    }
  });
}

const back = (claim) => change((sha) => ask(`articles/${sha}/claims/${claim.id}`, {base: desk.state.version, set: null}));

window.addEventListener('beforeunload', (event) => {
  if (desk.waiting) event.preventDefault();
});
