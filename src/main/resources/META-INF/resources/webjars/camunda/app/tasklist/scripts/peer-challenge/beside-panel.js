// The panel in which a page of ours is read beside a form: on a wide screen beside it, on a narrow one over it. The page has
// its own look, by its own style, in a shadow root: neither's style reaches the other.
import { askDesk } from './desk.js';
import { mayWrite, stillTrue } from './drafts-choice.js';
import { make } from './make.js';

const WIDE = matchMedia('(min-width: 1100px)');
const place = make('div', { class: 'peer-challenge-page' });
const title = make('h2', { id: 'peer-challenge-beside-title', tabindex: -1 });
const panel = make('dialog', { class: 'peer-challenge-beside', 'aria-labelledby': title.id, onclose: closed },
  make('div', { class: 'peer-challenge-beside-head' }, title, make('button', { type: 'button', onclick: close }, 'Close')),
  place);
const page = place.attachShadow({ mode: 'open' });
const shown = make('div');
let asker = null;

const style = make('link', { rel: 'stylesheet', href: '/assets/page.css' });
// It comes once the panel is on the page; until then nothing has its place.
const styled = new Promise(come => { style.onload = style.onerror = come; });
page.append(style, shown);
shown.addEventListener('click', stay);
shown.addEventListener('submit', send);
WIDE.addEventListener('change', () => panel.open && (panel.close(), asker?.click()));

export function close() {
  panel.close();
}

// Opens the pages at a button or link, or closes them at the same one.
export function toggle(button, topic, pages) {
  if (panel.open && asker === button) {
    panel.close();
    return;
  }
  tellAsker(false);
  asker = button;
  tellAsker(true);
  title.textContent = topic;
  shown.replaceChildren(make('p', { role: 'status' }, 'One moment …'));
  const details = document.querySelector('.task-details');
  // Moved, it would ask for its style anew.
  panel.parentNode === details || details.append(panel);
  document.body.classList.toggle('peer-challenge-reading', WIDE.matches);
  if (!panel.open) {
    WIDE.matches ? panel.show() : panel.showModal();
  }
  title.focus({ preventScroll: true });
  show(button, pages);
}

function tellAsker(open) {
  asker?.matches('button') && asker.setAttribute('aria-expanded', String(open));
}

async function show(button, pages) {
  const parts = await Promise.all(pages.map(async one => {
    const main = await load(one.page);
    return one.about ? make('details', {}, make('summary', {}, one.about), main) : main;
  }));
  if (asker === button) {
    shown.replaceChildren(...parts);
    offerStillTrue();
    await styled;
    goTo(pages[0].page.split('#')[1]);
  }
}

// Last year's text goes into the form from where it is read.
function offerStillTrue() {
  const { view } = document.querySelector('.peer-challenge-draft') ?? {};
  const offer = shown.querySelector('[data-still-true]');
  if (offer && view && mayWrite(view)) {
    offer.hidden = false;
    offer.firstElementChild.addEventListener('click', () => {
      WIDE.matches || panel.close();
      stillTrue(view).catch(() => view.note('Last year’s text did not come just now. Please try again in a minute.'));
    });
  }
}

// The main part of one of our pages, without what one does there.
async function load(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/html' } });
    if (answer.ok && !answer.url.includes('/sign-in')) {
      return mainOf(await answer.text(), address);
    }
    return make('p', {}, answer.ok ? 'Please sign in again to read this.' : 'This is not there, or not open to you.');
  } catch (e) {
    return make('p', {}, 'There is no connection at the moment. What you write is kept.');
  }
}

function mainOf(text, address) {
  const main = new DOMParser().parseFromString(text, 'text/html').querySelector('main');
  main.querySelectorAll('h1, form:not([data-beside]), script, nav, details:has(form:not([data-beside])), section:has(> form:not([data-beside])), p:has(+ h1)').forEach(one => one.remove());
  main.querySelectorAll('a[href]:not([href^="#"])').forEach(link => {
    link.target = '_blank';
    link.rel = 'noopener';
  });
  const part = make('div', {}, ...main.childNodes);
  part.append(make('p', {}, make('a', { href: address, target: '_blank', rel: 'noopener' }, 'Open as a page of its own (new tab)')));
  part.dataset.page = address;
  return part;
}

// What is sent in the panel, as a comment, is answered in the panel: the form beside it stays as it is.
async function send(event) {
  event.preventDefault();
  const form = event.target;
  const part = form.closest('[data-page]');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok || answer.url.includes('/sign-in')) {
      throw new Error(`The server answered ${answer.status}`);
    }
    part.replaceWith(mainOf(await answer.text(), part.dataset.page));
    askDesk();
    shown.querySelector('textarea')?.focus();
  } catch (e) {
    form.prepend(make('p', { class: 'error', role: 'alert' }, 'This was not sent. Please try again.'));
  }
}

// A link within the page: Tasklist would take it for an address of its own.
function stay(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (link) {
    event.preventDefault();
    goTo(link.getAttribute('href').slice(1));
  }
}

// To the part that an address names, as one signature of risk of eleven; the panel's own head stays above it.
function goTo(id) {
  const part = id && page.getElementById(id);
  if (part) {
    part.tabIndex = -1;
    part.style.scrollMarginTop = '4rem';
    part.scrollIntoView();
    part.focus({ preventScroll: true });
  }
}

function closed() {
  document.body.classList.remove('peer-challenge-reading');
  tellAsker(false);
  asker?.focus();
  asker = null;
}
