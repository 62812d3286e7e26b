// The head of an open task in plain words: what it is, about whom, due when, with whom. Opening a task that nobody has takes
// it on; a colleague's can be taken over.
import { askDesk, listAddress, onDesk } from './desk.js';
import { make } from './make.js';
import { onPage } from './page.js';
import { currentUser } from './vendor.js';

const handedBack = new Set();
const taken = new Set();
const head = make('div', { class: 'peer-challenge-head' });
let open = null;
let arriving = false;

export function headTasks() {
  onDesk(now => {
    arriving ||= Boolean(now?.chosen) && now.id !== open?.id;
    open = now;
    draw();
    arrive();
    document.title = `${now?.task ?? 'Your tasks'} – Peer challenge`;
  });
  onPage(place);
}

function place() {
  const content = document.querySelector('.task-details > .content');
  if (content && content.firstElementChild !== head) {
    content.prepend(head);
  }
  takeOn();
}

function draw() {
  if (!open?.task) {
    head.replaceChildren();
    return;
  }
  head.replaceChildren(
    make('p', { class: 'peer-challenge-back' }, make('a', { href: listAddress(location.hash) }, 'All your tasks')),
    make('h1', { tabindex: -1 }, open.task),
    make('p', { class: 'peer-challenge-case' }, [open.about, open.due && `due ${open.due}`].filter(Boolean).join(' · ')),
    whose());
  takeOn();
}

// From the list to a task is a new page to who uses it: it begins at its top, with its heading.
function arrive() {
  const heading = arriving && open?.task && head.querySelector('h1');
  if (heading) {
    arriving = false;
    scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

function whose() {
  if (open.mine) {
    return make('p', { class: 'peer-challenge-whose', role: 'status' }, 'You are working on this. ',
      make('button', { type: 'button', onclick: handBack }, 'Release it for a colleague'));
  }
  if (open.mayTakeOver) {
    return make('p', { class: 'peer-challenge-whose', role: 'status' }, `${open.with} is working on this. You would keep the draft. `,
      make('button', { type: 'button', onclick: takeOver }, 'Take it over'));
  }
  if (open.mayTakeOn) {
    return make('p', { class: 'peer-challenge-whose', role: 'status' }, 'Nobody is working on this. ',
      make('button', { type: 'button', onclick: () => { handedBack.delete(open.id); takeOn(); } }, 'Start work on this'));
  }
  return open.with ? make('p', { class: 'peer-challenge-whose', role: 'status' }, `${open.with} is working on this.`) : null;
}

// The vendor's own button, so that the vendor's view follows.
function takeOn() {
  const button = document.querySelector('.task-card button.claim:not([disabled])');
  if (open?.mayTakeOn && button && !handedBack.has(open.id) && !taken.has(open.id)) {
    taken.add(open.id);
    button.click();
    follow('button.unclaim');
  }
}

function handBack() {
  handedBack.add(open.id);
  taken.delete(open.id);
  document.querySelector('.task-card button.unclaim')?.click();
  follow('button.claim');
}

// Asks again when the vendor's view shows that it is done.
function follow(button) {
  const look = new MutationObserver(() => {
    if (document.querySelector(`.task-card ${button}`)) {
      look.disconnect();
      askDesk();
    }
  });
  look.observe(document.body, { childList: true, subtree: true });
}

async function takeOver() {
  const task = `${document.querySelector('base').getAttribute('engine-api')}engine/default/task/${open.id}`;
  await post(`${task}/unclaim`, {});
  await post(`${task}/claim`, { userId: currentUser() });
  location.reload();
}

function post(address, body) {
  const token = (/XSRF-TOKEN=([^;]+)/.exec(document.cookie) || [])[1];
  return fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
    body: JSON.stringify(body)
  });
}
