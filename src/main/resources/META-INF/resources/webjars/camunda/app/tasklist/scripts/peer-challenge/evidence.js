// Evidence files at the end of a form: several at once, each with its progress, kept at once and not with the form.
import { deskNow, onDesk } from './desk.js';
import { make } from './make.js';
import { onPage } from './page.js';

const files = make('ul', { class: 'peer-challenge-files' });
const said = make('div', { class: 'peer-challenge-said', role: 'status' });
const hint = make('p', { id: 'peer-challenge-evidence-hint' });
const chooser = make('input', { type: 'file', multiple: true, id: 'peer-challenge-evidence', 'aria-describedby': hint.id, onchange: chosen });
const box = make('section', { class: 'peer-challenge-evidence', 'aria-labelledby': 'peer-challenge-evidence-title' },
  make('h2', { id: 'peer-challenge-evidence-title' }, 'Evidence files'),
  files,
  make('div', { class: 'peer-challenge-add' }, make('label', { for: chooser.id }, 'Add files'), hint, chooser),
  said);
let desk = null;
let follows = false;
let limits = { largest: 0 };

// Begins at the first task that takes files, and follows the desk from then on.
export function takeEvidence() {
  if (!follows) {
    follows = true;
    onDesk(follow);
    onPage(place);
    follow(deskNow());
  }
}

function follow(open) {
  if (!open?.evidence) {
    desk = null;
    box.remove();
  } else if (desk?.id !== open.id) {
    desk = open;
    said.replaceChildren();
    refresh();
  }
}

function place() {
  const actions = document.querySelector('.task-card .form-actions');
  if (desk && actions && actions.previousElementSibling !== box) {
    actions.before(box);
  }
}

async function refresh() {
  const { id, evidence } = desk;
  try {
    const answer = await fetch(evidence, { headers: { Accept: 'application/json' } });
    if (answer.ok && !answer.redirected && desk?.id === id) {
      limits = await answer.json();
      chooser.accept = limits.endings;
      hint.textContent = `Up to ${Math.floor(limits.largest / 1e6)} MB each: ${limits.kinds}. Name no child, no family and no member of staff.`;
      box.querySelector('.peer-challenge-add').hidden = !limits.open;
      files.replaceChildren(...limits.files.map(file => line(file, limits.open)));
      place();
    }
  } catch (e) {
    console.warn('The evidence files did not come', e);
  }
}

function line(file, open) {
  return make('li', {},
    make('a', { href: file.href }, file.name),
    make('span', {}, [file.size, file.section || 'the whole', `${file.addedBy}, ${file.addedAt}`].join(' · ')),
    open ? make('button', { type: 'button', 'aria-label': `Remove ${file.name}`, onclick: () => remove(file) }, 'Remove') : null);
}

async function chosen() {
  const all = [...chooser.files];
  chooser.value = '';
  said.replaceChildren();
  for (const file of all) {
    await send(file);
  }
  await refresh();
}

function send(file) {
  if (file.size > limits.largest) {
    const size = (file.size / 1e6).toFixed(1);
    say(`“${file.name}” was not uploaded: it is ${size} MB and the limit is ${Math.floor(limits.largest / 1e6)} MB.`, true);
    return undefined;
  }
  const bar = make('progress', { max: 100, value: 0, 'aria-label': `Sending ${file.name}` });
  const row = make('p', {}, `${file.name} `, bar);
  said.append(row);
  return new Promise(done => {
    const form = new FormData();
    form.append('file', file);
    form.append('section', desk.section);
    const request = new XMLHttpRequest();
    request.open('POST', desk.evidence);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = event => { bar.value = 100 * event.loaded / event.total; };
    request.onloadend = () => {
      row.remove();
      if (request.status === 201) {
        say(`“${file.name}” is uploaded.`);
      } else {
        say(problem(request) || `“${file.name}” was not uploaded: the connection was lost. Please add it again.`, true);
      }
      done();
    };
    request.send(form);
  });
}

function problem(request) {
  if (request.status === 401) {
    return 'You are signed out. Sign in again in another tab, then add the file again.';
  }
  try {
    return JSON.parse(request.responseText).problem;
  } catch (e) {
    return '';
  }
}

async function remove(file) {
  try {
    const answer = await fetch(file.href, { method: 'DELETE', headers: { Accept: 'application/json' } });
    const { problem: why } = await answer.json();
    say(answer.ok ? `“${file.name}” is removed.` : why, !answer.ok);
  } catch (e) {
    say('There is no connection at the moment. Please try again.', true);
  }
  await refresh();
  chooser.focus();
}

function say(words, wrong = false) {
  said.append(make('p', wrong ? { class: 'peer-challenge-wrong' } : {}, words));
}
