// Names each answer of a form that is missing or wrong, in plain words, and leads to it.
import { make } from './make.js';
import { onLeft, onSending, onTyping } from './vendor.js';

const FAULTY = '.fjs-form-field.fjs-has-errors';
const PLACE = 'input:not([type=hidden]), textarea, select, button, [tabindex]';

function faulty(open) {
  return [...open.container.querySelectorAll(FAULTY)];
}

// The vendor's own message stays until somebody closes it. Whoever goes on has read it; the list says the same, and covers
// no field.
onTyping(closeMessages);
onSending(closeMessages);
onLeft(closeMessages);

export function notSent(open) {
  show(open);
  go(faulty(open)[0]);
  open.faults.hasChildNodes() && closeMessages();
}

function closeMessages() {
  document.querySelectorAll('.page-notifications .close').forEach(button => button.click());
}

export function show(open) {
  const fields = faulty(open);
  fields.forEach(tellPlainly);
  const names = fields.map(nameOf);
  const says = names.join('\n');
  if (open.faults.dataset.says === says) {
    return;
  }
  open.faults.dataset.says = says;
  if (!fields.length) {
    open.faults.replaceChildren();
    return;
  }
  const words = fields.length === 1 ? 'There is a problem with one answer' : `There is a problem with ${fields.length} answers`;
  open.faults.replaceChildren(
    make('p', {}, `${words}. Nothing was sent yet.`),
    make('ul', {}, ...names.map((name, place) =>
      make('li', {}, make('button', { type: 'button', onclick: () => go(faulty(open)[place]) }, name)))));
}

// "Offers, 2: Title": a field of a row is named with its list, and one of a group with the group.
function nameOf(field) {
  const list = field.closest('.fjs-form-field-dynamiclist');
  // As the vendor numbers the fields of a row, also of one that cannot be taken away.
  const row = /_(\d+)$/.exec(field.querySelector(PLACE)?.id);
  const own = words(field) || field.querySelector(PLACE)?.getAttribute('aria-label') || 'An answer';
  if (list && row && list !== field) {
    return `${words(list)}, ${Number(row[1]) + 1}: ${own}`;
  }
  const group = field.closest('.fjs-form-field-group');
  return group?.querySelector('label') ? `${words(group)}: ${own}` : own;
}

function words(field) {
  return field.querySelector('label')?.textContent.replace(/\*\s*$/, '').trim();
}

function go(field) {
  field?.scrollIntoView({ block: 'center' });
  field?.querySelector(PLACE)?.focus();
}

function tellPlainly(field) {
  field.querySelectorAll('.fjs-form-field-error li').forEach(line => {
    const said = line.textContent;
    const plain = said
      .replace(/^Field is required\.$/, 'Please answer this.')
      .replace(/^Field must have maximum length of (\d+)\.$/, (all, most) => `Please use no more than ${Number(most).toLocaleString('en-GB')} characters.`)
      .replace(/^Field must have minimum length of (\d+)\.$/, 'Please use at least $1 characters.')
      .replace(/^Field must have maximum value of (.+)\.$/, 'Please give $1 or less.')
      .replace(/^Field must have minimum value of (.+)\.$/, 'Please give $1 or more.')
      .replace(/^Field must (be|match) a valid email.*$/, 'Please give an e-mail address, such as name@example.org.');
    if (plain !== said) {
      line.textContent = plain;
    }
  });
  field.querySelectorAll('input, textarea').forEach(input => input.setAttribute('aria-invalid', 'true'));
}
