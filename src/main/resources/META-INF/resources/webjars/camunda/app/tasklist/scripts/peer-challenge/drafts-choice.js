// Where people choose or read: two versions of what two wrote, text that could not be saved, earlier versions.
import { differences } from './drafts-differences.js';
import { make } from './make.js';
import { when } from './when.js';

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

// A version with what only it has marked, for eyes and for who listens.
function marked(text, other) {
  return differences(other, text).filter(({ kind }) => kind !== 'gone').map(({ kind, text: words }) =>
    kind === 'new' ? make('mark', {}, make('span', { class: 'peer-challenge-unseen' }, ' only here: '), words) : words);
}

// Both versions of every field that two people, or two windows, wrote, and both one after the other where they are texts.
export function choose(view, { savedBy, mine, savedAt }, ours, theirs, done) {
  const them = mine ? 'you in another window' : savedBy;
  const fields = Object.keys(ours).map((key, place) => {
    const name = `peer-challenge-choice-${place}`;
    const here = words(ours[key], view.names, `${key}.`);
    const there = words(theirs[key], view.names, `${key}.`);
    const option = (value, label, checked, ...text) => make('div', {},
      make('label', {}, make('input', { type: 'radio', name, value, checked }), ` ${label}`),
      text.length ? make('pre', { tabindex: 0 }, ...text) : null);
    return Object.assign(make('fieldset', {},
      make('legend', {}, view.names[key] ?? key),
      option('ours', 'What you typed here', true, ...here ? marked(here, there) : ['(empty)']),
      option('theirs', `Saved ${when(savedAt)} by ${them}`, false, ...there ? marked(there, here) : ['(empty)']),
      canJoin(ours[key], theirs[key]) ? option('both', 'Keep both, yours first', false) : null),
    { chosen: () => [key, view.panel.querySelector(`input[name=${name}]:checked`).value] });
  });
  const button = press('btn-primary', 'Use what is chosen', () => {
    const chosen = Object.fromEntries(fields.map(field => field.chosen()));
    view.panel.remove();
    done(chosen);
  });
  openPanel(view, `This was also changed by ${them}`,
    make('p', {}, 'Nothing was replaced. What differs is marked. Choose which version goes on; the other one stays among the earlier versions.'),
    ...fields, button);
}

// Texts one after the other, rows of lists one after the other without what both have.
export function canJoin(ours, theirs) {
  return Boolean(ours && theirs) && (typeof ours === 'string' && typeof theirs === 'string' || Array.isArray(ours) && Array.isArray(theirs));
}

export function join(ours, theirs) {
  if (typeof ours === 'string') {
    return ours.includes(theirs) ? ours : theirs.includes(ours) ? theirs : `${ours}\n\n${theirs}`;
  }
  const known = ours.map(row => JSON.stringify(row));
  return [...ours, ...theirs.filter(row => !known.includes(JSON.stringify(row)))];
}

export function offer(view, message, fields, discard) {
  openPanel(view, 'What you typed is still here', make('p', {}, message), ...copies(fields, view.names),
    press('btn-default', 'I have what I need', () => {
      discard();
      view.panel.remove();
    }));
}

export function leaveUnsaved(view) {
  return new Promise(answer => {
    openPanel(view, 'Some of your text is not saved yet',
      make('p', {}, 'The server could not take it so far. Signing out removes it from this computer.'),
      press('btn-primary', 'Stay signed in', () => {
        view.panel.remove();
        answer(false);
      }), ' ',
      press('btn-default', 'Sign out and lose it', () => answer(true)));
  });
}

export async function toggleEarlier(view) {
  const isOpen = view.earlier.getAttribute('aria-expanded') === 'true';
  view.earlier.setAttribute('aria-expanded', String(!isOpen));
  view.list?.remove();
  if (isOpen) {
    return;
  }
  view.list = make('section', { class: 'peer-challenge-panel', tabindex: -1, 'aria-label': 'Earlier versions' }, make('h3', {}, 'Earlier versions'));
  view.open.container.after(view.list);
  try {
    const versions = await view.history.history();
    view.list.append(versions.length
      ? make('ul', {}, ...versions.map(one => version(view, one)))
      : make('p', {}, 'There is none yet. One is kept every five minutes while you write, and whenever somebody else takes over or much is deleted.'));
  } catch {
    view.list.append(make('p', {}, 'The earlier versions cannot be read just now. Please try again in a minute.'));
  }
  view.list.scrollIntoView({ block: 'center' });
  view.list.focus();
}

function version(view, { id, savedBy, savedAt, characters, sent }) {
  const called = id === 0 ? `Last year’s text, signed ${when(savedAt)} by ${savedBy}, ${characters.toLocaleString('en-GB')} characters` : `${sent ? 'Sent' : 'Saved'} ${when(savedAt)} by ${savedBy}, ${characters.toLocaleString('en-GB')} characters`;
  const item = make('li', {}, make('span', {}, called));
  const read = press('btn-link', 'Read', async () => {
    read.remove();
    const content = await view.history.version(id);
    item.append(...copies(content, view.names));
    if (mayWrite(view)) {
      item.append(press('btn-default', id === 0 ? 'Still true: put it into the form' : 'Put this version back', () => {
        view.toggleEarlier();
        putBack(view, id, content);
      }));
    }
  });
  read.setAttribute('aria-label', `Read the version ${called}`);
  item.append(' ', read);
  return item;
}

export const mayWrite = view => view.open.isMine() || view.open.isFree();

// What the director signed a year ago, as the panel shows it beside the form.
export async function stillTrue(view) {
  putBack(view, 0, await view.history.version(0));
}

function putBack(view, id, content) {
  view.history.restore(content);
  view.note(`${id === 0 ? 'Last year’s text is in the form: change what is no longer true.' : 'The earlier version is back in the form.'} What stood there before is among the earlier versions.`);
  view.open.container.querySelector('input, textarea')?.focus();
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
  const place = panel('Text that was not saved', [make('p', {}, message), ...copies(fields, names),
    press('btn-default', 'I have what I need', () => {
      discard();
      place.remove();
    })]);
  document.querySelector('.peer-challenge-loose')?.remove();
  place.classList.add('peer-challenge-loose');
  document.body.append(place);
}

function copies(fields, names = {}) {
  return Object.entries(fields).map(([key, value]) =>
    make('label', {}, names[key] ?? key, make('textarea', { readonly: true, rows: 4 }, words(value, names, `${key}.`))));
}

function press(look, label, then) {
  return make('button', { type: 'button', class: `btn ${look}`, onclick: then }, label);
}

function panel(title, content) {
  return make('section', { class: 'peer-challenge-panel', 'aria-label': title }, make('h3', { tabindex: -1 }, title), ...content);
}
