// What there is to read beside a form, so that nobody hunts: our own pages in a panel. Each page asks for the reader's right
// and records the reading itself.
import { onDesk } from './desk.js';
import { make } from './make.js';
import { onPage } from './page.js';

const choices = make('nav', { class: 'peer-challenge-choices', 'aria-label': 'To read beside the form' });
let task = null;
let panel;
let drawn = '';

export function offerReading() {
  onDesk(open => {
    if (open?.id !== task) {
      task = open?.id ?? null;
      panel?.close();
    }
    draw(open?.beside ?? []);
  });
  document.addEventListener('click', besideTheForm);
  onPage(stand);
}

function stand() {
  const head = document.querySelector('.task-details .peer-challenge-head');
  if (head && head.nextElementSibling !== choices) {
    head.after(choices);
  }
}

function draw(all) {
  // Asked anew, as after taking a task on, the same stays: a button may have the focus.
  const says = JSON.stringify(all);
  if (says === drawn) {
    return;
  }
  drawn = says;
  const topics = new Map();
  all.forEach(one => topics.set(one.title, [...topics.get(one.title) ?? [], one]));
  choices.replaceChildren(make('ul', {}, ...[...topics].map(([topic, pages]) =>
    make('li', {}, make('button', { type: 'button', 'aria-expanded': 'false', onclick: event => read(event.currentTarget, topic, pages) }, topic)))));
}

// A page of ours that a form's text links to is read beside the form too, and not in its place.
function besideTheForm(event) {
  const link = event.target.closest?.('.fjs-container a[href^="/"]');
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    read(link, link.textContent, [{ page: link.getAttribute('href'), about: '' }]);
  }
}

async function read(asker, topic, pages) {
  panel = await import('./beside-panel.js');
  panel.toggle(asker, topic, pages);
}
