// Repairs what keeps people with a keyboard or a screen reader out of Tasklist: landmarks, names, the order of headings, and
// a way past the header to the first field.
import { make } from './make.js';
import { onPage } from './page.js';
import { labels } from './words.js';

const FIRST = '.fjs-container input:not([type=hidden]):not([readonly]):not([disabled]), .fjs-container textarea:not([readonly]):not([disabled])';

// What the vendor's parts are, to who cannot see them.
const REPAIRS = [
  ['[cam-widget-header]', { role: 'banner' }],
  ['.site-wrap', { role: 'main', id: 'peer-challenge-main', tabindex: -1 }],
  ['.task-filters', { role: 'navigation', 'aria-label': 'Lists' }],
  ['section.tasks-list', { 'aria-label': 'Tasks' }],
  ['section.task-details', { 'aria-label': 'The task' }],
  ['.task-filters h4', { 'aria-level': 2 }],
  ['ol.tasks-list h4', { 'aria-level': 2 }],
  ['ol.tasks-list h5', { role: 'presentation' }],
  ['.page-notifications', { role: 'region', 'aria-label': 'Messages', 'aria-live': 'polite' }],
  ['.app-switch > a', { 'aria-label': 'Applications' }],
  ['.pagination', { role: 'list', 'aria-label': 'Pages' }],
  ['.pagination > li', { role: 'listitem' }],
  ['.fjs-repeat-row-remove', { 'aria-label': 'Remove this row' }]
];

export function openToEverybody() {
  document.documentElement.lang = 'en-GB';
  const skip = make('a', { class: 'peer-challenge-skip', href: '#peer-challenge-main', onclick: toForm }, 'Skip to the form');
  const help = make('p', { class: 'peer-challenge-help' }, 'Questions? The programme office helps: ',
    make('a', { href: `mailto:${labels.OFFICE_EMAIL}` }, labels.OFFICE_EMAIL), ' · ',
    make('a', { href: '/accessibility' }, 'Accessibility'));
  const title = make('h1', { class: 'peer-challenge-title' }, 'Your tasks');
  onPage(() => repair(skip, title, help));
  repair(skip, title, help);
}

function repair(skip, title, help) {
  const header = document.querySelector('[cam-widget-header]');
  // Not before the vendor has drawn it: it would draw ours a second time.
  if (header?.querySelector('.app-menu') && header.firstElementChild !== skip) {
    if (!header.querySelector('.ce-eol-banner')) {
      header.insertAdjacentHTML('afterbegin', `<div class="ce-eol-banner">${labels.BANNER_CE_EOL_TEXT}</div>`);
    }
    header.prepend(skip);
  }
  const list = document.querySelector('.three-cols-layout-columns');
  if (document.body.classList.contains('peer-challenge-open')) {
    title.remove();
  } else if (list && list.firstElementChild !== title) {
    list.prepend(title);
  }
  const footer = document.querySelector('footer > .container-fluid');
  if (footer && footer.firstElementChild !== help) {
    footer.prepend(help);
  }
  for (const [where, what] of REPAIRS) {
    document.querySelectorAll(where).forEach(element => {
      for (const [name, value] of Object.entries(what)) {
        if (element.getAttribute(name) !== String(value)) {
          element.setAttribute(name, value);
        }
      }
    });
  }
  document.querySelectorAll('.fjs-form-field-radio:not([role]), .fjs-form-field-checklist:not([role])').forEach(question);
  // One question is one stop for the keyboard, and the arrows choose: only what has one name belongs together.
  document.querySelectorAll('.fjs-form-field-radio [type=radio]:not([name])').forEach(radio => {
    radio.name = radio.closest('.fjs-form-field').querySelector('input').id;
  });
}

// A question with several answers: the vendor says the answers and not what they answer.
function question(field) {
  const label = field.querySelector(':scope > label:not(:has(input))');
  const first = field.querySelector('input');
  if (label && first) {
    label.id ||= `${first.id}-question`;
    field.setAttribute('role', 'group');
    field.setAttribute('aria-labelledby', label.id);
  }
}

// Tasklist takes any "#" for an address of its own, so the link is followed here.
function toForm(event) {
  event.preventDefault();
  const place = document.querySelector(FIRST) ?? document.querySelector('ol.tasks-list a') ?? document.getElementById('peer-challenge-main');
  place.focus();
  place.scrollIntoView({ block: 'center' });
}
