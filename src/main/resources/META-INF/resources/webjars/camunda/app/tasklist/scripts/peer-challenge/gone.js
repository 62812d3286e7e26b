// A task that is done, was never there or is somebody else's: says so in words, in its place, with what became of it. What
// was typed and not saved is offered above (drafts.js).
import { taskOf } from './desk.js';
import { saveEverything } from './drafts.js';
import { make } from './make.js';
import { isSending } from './sent.js';
import { sinceTyped } from './vendor.js';

const QUIET = 1_000;

export async function show(id) {
  const content = document.querySelector('.task-details > .content');
  // Whoever has just sent it is on the way to the page that says so.
  if (!content || content.dataset.gone === id || isSending()) {
    return;
  }
  // Not under somebody's fingers: their next keys would go nowhere, and what they typed would not be offered whole.
  if (sinceTyped() < QUIET) {
    setTimeout(() => taskOf(location.hash) === id && show(id), QUIET);
    return;
  }
  content.dataset.gone = id;
  await saveEverything();
  const answer = await fetch(`/tasks/${id}`, { headers: { Accept: 'text/html' } });
  const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
  if (!main || taskOf(location.hash) !== id) {
    delete content.dataset.gone;
    return;
  }
  const heading = main.querySelector('h1');
  heading.tabIndex = -1;
  const said = make('section', { class: 'peer-challenge-gone' }, ...main.childNodes);
  content.prepend(said);
  document.body.classList.add('peer-challenge-is-gone');
  heading.focus();
  addEventListener('hashchange', () => {
    said.remove();
    delete content.dataset.gone;
    document.body.classList.remove('peer-challenge-is-gone');
  }, { once: true });
}
