// Where people choose or read: two versions of what two wrote, text that could not be saved, earlier versions.
import { make, when } from './drafts-page.js';

// A field's value as a person would write it down.
export function words(value, names = {}, path = '') {
  if (value === null || value === undefined || value === '') {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((one, place) => one !== null && typeof one === 'object'
      ? `${place + 1}.\n${words(one, names, path)}` : words(one)).join('\n');
  }
  if (typeof value === 'object') {
    return Object.entries(value).map(([key, one]) => [names[`${path}${key}`] ?? key, words(one)])
      .filter(([, text]) => text).map(([label, text]) => `${label}: ${text}`).join('\n');
  }
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}

// Both versions of every field that two people, or two windows, wrote.
export function choose(view, { savedBy, mine, savedAt }, ours, theirs, done) {
  const them = mine ? 'you in another window' : savedBy;
  const fields = Object.keys(ours).map((key, place) => {
    const name = `peer-challenge-choice-${place}`;
    const option = (value, label, text, checked) => make('div', {},
      make('label', {}, make('input', { type: 'radio', name, value, checked }), ` ${label}`),
      make('pre', { textContent: text || '(empty)', tabIndex: 0 }));
    return Object.assign(make('fieldset', {},
      make('legend', { textContent: view.names[key] ?? key }),
      option('ours', 'What you typed here', words(ours[key], view.names, `${key}.`), true),
      option('theirs', `Saved ${when(savedAt)} by ${them}`, words(theirs[key], view.names, `${key}.`), false)),
    { chosen: () => [key, view.panel.querySelector(`input[name=${name}]:checked`).value === 'ours'] });
  });
  const button = make('button', { type: 'button', className: 'btn btn-primary', textContent: 'Use what is chosen' });
  button.addEventListener('click', () => {
    const chosen = Object.fromEntries(fields.map(field => field.chosen()));
    view.panel.remove();
    done(chosen);
  });
  openPanel(view, `This was also changed by ${them}`,
    make('p', { textContent: 'Nothing was replaced. Choose which version goes on; the other one stays among the earlier versions.' }),
    ...fields, button);
}

export function offer(view, message, fields, discard) {
  openPanel(view, 'What you typed is still here', make('p', { textContent: message }), ...copies(fields, view.names),
    closing('I have what I need', () => {
      discard();
      view.panel.remove();
    }));
}

export function leaveUnsaved(view) {
  return new Promise(answer => {
    const leave = make('button', { type: 'button', className: 'btn btn-default', textContent: 'Sign out and lose it' });
    const stay = make('button', { type: 'button', className: 'btn btn-primary', textContent: 'Stay signed in' });
    leave.addEventListener('click', () => answer(true));
    stay.addEventListener('click', () => {
      view.panel.remove();
      answer(false);
    });
    openPanel(view, 'Some of your text is not saved yet',
      make('p', { textContent: 'The server could not take it so far. Signing out removes it from this computer.' }), stay, ' ', leave);
  });
}

export async function toggleEarlier(view) {
  const isOpen = view.earlier.getAttribute('aria-expanded') === 'true';
  view.earlier.setAttribute('aria-expanded', String(!isOpen));
  view.list?.remove();
  if (isOpen) {
    return;
  }
  view.list = make('section', { className: 'peer-challenge-panel', tabIndex: -1 }, make('h3', { textContent: 'Earlier versions' }));
  view.list.setAttribute('aria-label', 'Earlier versions');
  view.bar.after(view.list);
  try {
    const versions = await view.history.history();
    view.list.append(versions.length
      ? make('ul', {}, ...versions.map(one => version(view, one)))
      : make('p', { textContent: 'There is none yet. One is kept every five minutes while you write, and whenever somebody else takes over or much is deleted.' }));
  } catch {
    view.list.append(make('p', { textContent: 'The earlier versions cannot be read just now. Please try again in a minute.' }));
  }
  view.list.focus();
}

function version(view, { id, savedBy, savedAt, characters, sent }) {
  const called = `${sent ? 'Sent' : 'Saved'} ${when(savedAt)} by ${savedBy}, ${characters.toLocaleString('en-GB')} characters`;
  const item = make('li', {}, make('span', { textContent: called }));
  const read = make('button', { type: 'button', className: 'btn btn-link', textContent: 'Read' });
  read.setAttribute('aria-label', `Read the version ${called}`);
  read.addEventListener('click', async () => {
    read.remove();
    const content = await view.history.version(id);
    item.append(...copies(content, view.names));
    if (view.open.isMine()) {
      item.append(closing('Put this version back', () => {
        view.toggleEarlier();
        view.history.restore(content);
        view.note('The earlier version is back in the form. What stood there before is among the earlier versions.');
        view.open.container.querySelector('input, textarea')?.focus();
      }));
    }
  });
  item.append(' ', read);
  return item;
}

function openPanel(view, title, ...content) {
  view.panel?.remove();
  view.panel = panel(title, content);
  view.open.container.before(view.panel);
  view.panel.querySelector('h3').focus();
  view.panel.scrollIntoView({ block: 'start' });
}

// Text of a task that is not open and cannot be saved any more.
export function offerLoose(message, fields, names, discard) {
  const place = panel('Text that was not saved', [make('p', { textContent: message }), ...copies(fields, names),
    closing('I have what I need', () => {
      discard();
      place.remove();
    })]);
  document.querySelector('.peer-challenge-loose')?.remove();
  place.classList.add('peer-challenge-loose');
  document.body.append(place);
}

function copies(fields, names = {}) {
  return Object.entries(fields).map(([key, value]) => {
    const text = make('textarea', { readOnly: true, value: words(value, names, `${key}.`), rows: 4 });
    return make('label', {}, names[key] ?? key, text);
  });
}

function closing(label, then) {
  const button = make('button', { type: 'button', className: 'btn btn-default', textContent: label });
  button.addEventListener('click', then);
  return button;
}

function panel(title, content) {
  const section = make('section', { className: 'peer-challenge-panel' },
    make('h3', { textContent: title, tabIndex: -1 }), ...content);
  section.setAttribute('aria-label', title);
  return section;
}
