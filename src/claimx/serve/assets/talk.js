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

function say(text, bad, again) {
  const status = byId('status');
  status.textContent = '';
  put(status, text);
  status.classList.toggle('bad', Boolean(bad));
  if (again) {
    const button = make('button', {type: 'button'}, 'Try again');
    button.addEventListener('click', again);
    put(status, ' ', button);
  }
}

// Changes go one after the other, so that each is made with the last one's answer in view. What fails for no fault of its own (the server
// is gone, the disk is full) can be tried again.
let queue = Promise.resolve();
const failed = [];

function change(call, done) {
  desk.waiting++;
  say('Saving …');
  const sha = desk.sha, seen = desk.state.version;
  return attempt(sha, seen, call, done);
}

function attempt(sha, seen, call, done) {
  queue = queue.then(async () => {
    try {
      const told = await call(sha, desk.state && desk.state.sha256 === sha ? desk.state.version : seen);
      if (channel) channel.postMessage(sha);
      if (sha === desk.sha) took(told);
      say('Saved.');
      if (done) done(told);
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      const may = problem.status === 0 || problem.status >= 500;
      if (may) failed.push([sha, seen, call, done]);
      say(problem.message, true, may && retry);
      if (problem.status === 409 && sha === desk.sha) await clash(sha, problem);
    } finally {
      desk.waiting--;
    }
  }).catch((problem) => say(problem.message, true));
  return queue;
}

function retry() {
  say('Saving …');
  for (const one of failed.splice(0)) {
    desk.waiting++;
    attempt(...one);
  }
}

// Another page has set the same fields: both values are shown, and a person chooses.
async function clash(sha, problem) {
  const state = await ask('articles/' + sha);
  if (sha !== desk.sha) return;
  took(state);
  if (problem.retry) askWhich(problem);
}

function set(claim, values) {
  return change(async (sha, base) => {
    try {
      return await ask(`articles/${sha}/claims/${claim.id}`, {base, set: values});
    } catch (problem) {
      if (problem.status === 409) problem.retry = {claim: claim.id, values};
      throw problem;
    }
  });
}

const back = (claim) => change((sha, base) => ask(`articles/${sha}/claims/${claim.id}`, {base, set: null}));

window.addEventListener('beforeunload', (event) => {
  if (desk.waiting || failed.length) event.preventDefault();
});
