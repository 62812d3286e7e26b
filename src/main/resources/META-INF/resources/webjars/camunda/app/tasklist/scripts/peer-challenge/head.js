// The head of an open task in plain words: what it is, about whom, due when, with whom. Looking takes nothing: the first key
// does, or the button; a colleague's can be taken over.
import { askDesk, listAddress, onDesk } from './desk.js';
import { make, unbroken } from './make.js';
import { onPage } from './page.js';
import { currentUser, onAssigned } from './vendor.js';

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
  onAssigned(askDesk);
  onPage(place);
}

function place() {
  const content = document.querySelector('.task-details > .content');
  if (content && content.firstElementChild !== head) {
    content.prepend(head);
  }
}

function draw() {
  if (!open?.task) {
    head.replaceChildren();
    return;
  }
  const had = head.contains(document.activeElement) && document.activeElement.localName;
  head.replaceChildren(
    make('p', { class: 'peer-challenge-back' }, make('a', { href: listAddress(location.hash) }, 'All your tasks')),
    make('h1', { tabindex: -1 }, open.task),
    make('p', { class: 'peer-challenge-case' }, unbroken([open.about, open.due].filter(Boolean).join(' · '))),
    whose());
  had && head.querySelector(had)?.focus();
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
  const { mine, mayTakeOver, mayTakeOn } = open;
  const words = mine ? 'You are working on this. '
    : mayTakeOn ? 'Nobody is working on this. It is yours as soon as you write. '
      : open.with && `${open.with} is working on this${open.saved && `, last saved ${open.saved}`}. `;
  const act = mine ? ['Release it for a colleague', () => press('button.unclaim')]
    : mayTakeOver ? ['Take it over, with the draft', takeOver]
      : mayTakeOn && ['Start work on this', () => press('button.claim')];
  return words ? make('p', { class: 'peer-challenge-whose', role: 'status' }, words,
    act ? make('button', { type: 'button', onclick: act[1] }, act[0]) : null) : null;
}

// The vendor's own button, so that the vendor's view follows.
function press(button) {
  document.querySelector(`.task-card ${button}`)?.click();
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
