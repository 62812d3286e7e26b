// What there is to read beside a form, so that nobody hunts: our own pages in a panel, with our own pages' look. On a wide
// screen it stands beside the form, on a narrow one over it. Each page asks for the reader's right and records the reading.
import { onDesk } from './desk.js';
import { make } from './make.js';

const WIDE = matchMedia('(min-width: 1100px)');
const choices = make('nav', { class: 'peer-challenge-choices', 'aria-label': 'To read beside the form' });
const place = make('div', { class: 'peer-challenge-page' });
const title = make('h2', { id: 'peer-challenge-beside-title', tabindex: -1 });
const panel = make('dialog', { class: 'peer-challenge-beside', 'aria-labelledby': title.id, onclose: closed },
  make('div', { class: 'peer-challenge-beside-head' }, title, make('button', { type: 'button', onclick: () => panel.close() }, 'Close')),
  place);
const page = place.attachShadow({ mode: 'open' });
const shown = make('div');
let task = null;
let asked = null;

export function offerReading() {
  page.append(make('link', { rel: 'stylesheet', href: '/assets/page.css' }), shown);
  shown.addEventListener('click', stay);
  document.addEventListener('click', besideTheForm);
  onDesk(open => {
    if (open?.id !== task) {
      task = open?.id ?? null;
      panel.close();
    }
    draw(open?.beside ?? []);
  });
  new MutationObserver(() => requestAnimationFrame(stand)).observe(document.body, { childList: true, subtree: true });
  WIDE.addEventListener('change', () => panel.open && (panel.close(), asked?.button.click()));
}

function stand() {
  const details = document.querySelector('.task-details');
  const head = details?.querySelector('.peer-challenge-head');
  if (head && head.nextElementSibling !== choices) {
    head.after(choices);
  }
  if (details && panel.parentElement !== details) {
    details.append(panel);
  }
}

function draw(all) {
  const topics = Map.groupBy ? Map.groupBy(all, one => one.title) : grouped(all);
  choices.replaceChildren(make('ul', {}, ...[...topics].map(([topic, pages]) =>
    make('li', {}, make('button', { type: 'button', 'aria-expanded': 'false', onclick: event => toggle(event.currentTarget, topic, pages) }, topic)))));
}

function grouped(all) {
  const topics = new Map();
  all.forEach(one => topics.set(one.title, [...topics.get(one.title) ?? [], one]));
  return topics;
}

function toggle(button, topic, pages) {
  if (panel.open && asked?.button === button) {
    panel.close();
    return;
  }
  choices.querySelectorAll('button').forEach(one => one.setAttribute('aria-expanded', String(one === button)));
  asked = { button };
  title.textContent = topic;
  shown.replaceChildren(make('p', { role: 'status' }, 'One moment …'));
  document.body.classList.toggle('peer-challenge-reading', WIDE.matches);
  if (!panel.open) {
    WIDE.matches ? panel.show() : panel.showModal();
  }
  title.focus({ preventScroll: true });
  show(button, pages);
}

async function show(button, pages) {
  const parts = await Promise.all(pages.map(async one => {
    const main = await load(one.page);
    return one.about ? make('details', { open: pages.length === 1 }, make('summary', {}, one.about), main) : main;
  }));
  if (asked?.button === button) {
    shown.replaceChildren(...parts);
  }
}

// The main part of one of our pages, without what one does there.
async function load(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'text/html' } });
    if (answer.ok && !answer.url.includes('/sign-in')) {
      const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
      main.querySelectorAll('h1, form, script, nav, details:has(form), section:has(> form), p:has(+ h1)').forEach(one => one.remove());
      main.querySelectorAll('a[href]:not([href^="#"])').forEach(link => {
        link.target = '_blank';
        link.rel = 'noopener';
      });
      const part = make('div', {}, ...main.childNodes);
      part.append(make('p', {}, make('a', { href: address, target: '_blank', rel: 'noopener' }, 'Open as a page of its own (new tab)')));
      return part;
    }
    return make('p', {}, answer.ok ? 'Please sign in again to read this.' : 'This is not there, or not open to you.');
  } catch (e) {
    return make('p', {}, 'There is no connection at the moment. What you write is kept.');
  }
}

// A link within the page: Tasklist would take it for an address of its own.
function stay(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (link) {
    event.preventDefault();
    page.getElementById(link.getAttribute('href').slice(1))?.scrollIntoView();
  }
}

// A page of ours that a form's text links to is read beside the form too, and not in its place.
function besideTheForm(event) {
  const link = event.target.closest?.('.fjs-container a[href^="/"]');
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    toggle(link, link.textContent, [{ page: link.getAttribute('href'), about: '' }]);
  }
}

function closed() {
  document.body.classList.remove('peer-challenge-reading');
  choices.querySelectorAll('button').forEach(one => one.setAttribute('aria-expanded', 'false'));
  const { button } = asked ?? {};
  asked = null;
  button?.focus();
}
