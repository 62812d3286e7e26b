// Knows which task is open and what the server says of it: what it is about, whose it is, what there is to read beside it.
import { onPage } from './page.js';
import { isSending } from './sent.js';
import { onSending } from './vendor.js';

let open = null;
let listSeen = false;
// Whoever looks at a task hears within this time that a colleague began, released or sent it.
const NEWS = 15_000;
const followers = [];
let sayGone;
let asking;

// f(open) whenever another task is opened, none is, or it changed hands; open is null or { id, chosen, ...what the server
// says }. A task is chosen when it was opened from the list, and not with the page.
export function onDesk(f) {
  followers.push(f);
}

export const deskNow = () => open;

// gone(id) when the server knows no such task, or not for this person.
export function followDesk(gone) {
  sayGone = gone;
  onPage(look);
  // What is being sent is gone in a moment, and the page leads on to what says so.
  onSending(() => asking?.abort());
  addEventListener('hashchange', look);
  addEventListener('focus', askDesk);
  setInterval(() => document.hidden || askDesk(), NEWS);
  look();
}

export function taskOf(address) {
  return (/[?&]task=([0-9a-f-]{36})/.exec(address) || [])[1];
}

// The address of the list behind a task, with its filter and order.
export function listAddress(address) {
  const [path, query = ''] = address.split('?');
  const parameters = new URLSearchParams(query);
  ['task', 'detailsTab'].forEach(name => parameters.delete(name));
  return `${path || '#/'}?${parameters}`;
}

function look() {
  const there = document.querySelector('.task-details');
  const id = there ? taskOf(location.hash) : undefined;
  listSeen ||= Boolean(there) && !id;
  document.body.classList.toggle('peer-challenge-open', Boolean(id));
  document.body.classList.toggle('peer-challenge-list', !id);
  if (id !== open?.id) {
    open = id ? { id, chosen: listSeen } : null;
    tell();
    if (id) {
      askDesk();
    }
  }
}

// Asks anew, as after taking a task on.
export async function askDesk() {
  const asked = open?.id;
  if (!asked || isSending()) {
    return;
  }
  const call = new AbortController();
  asking = call;
  try {
    const answer = await fetch(`/tasks/${asked}/desk`, { headers: { Accept: 'application/json' }, signal: call.signal });
    if (open?.id !== asked || answer.redirected) {
      return;
    }
    if (answer.ok) {
      const now = { ...await answer.json(), id: asked, chosen: open.chosen };
      if (JSON.stringify(now) !== JSON.stringify(open)) {
        open = now;
        tell();
      }
    } else if (answer.status === 404) {
      sayGone(asked);
    }
  } catch (e) {
    call.signal.aborted || console.warn('What belongs to the task did not come', e);
  }
}

function tell() {
  followers.forEach(f => f(open));
}
