// When a form is not complete: names each answer that is missing or wrong, and leads to it. The vendor greys its button out
// and leaves the focus nowhere.
import { make } from './make.js';
import { onChanged, onForm, onLeft, onNotSent } from './vendor.js';

const FAULTY = '.fjs-form-field.fjs-has-errors';
const PLACE = 'input:not([type=hidden]), textarea, select, button, [tabindex]';

export function leadToFaults() {
  onForm(open => {
    const note = make('div', { class: 'peer-challenge-faults', role: 'status' });
    (open.container.closest('.task-card')?.querySelector('.form-actions') ?? open.container).prepend(note);
    open.faults = note;
  });
  onLeft(open => open.faults?.remove());
  onNotSent(open => setTimeout(() => {
    show(open);
    lead(faulty(open)[0]);
  }, 100));
  // Also before anybody sends: the vendor's button is grey as long as one answer is not right. What is being typed is not
  // judged yet.
  onChanged((open, typed) => typed || requestAnimationFrame(() => show(open)));
}

function faulty(open) {
  return [...open.container.querySelectorAll(FAULTY)];
}

function show(open) {
  const fields = faulty(open);
  fields.forEach(tellPlainly);
  const names = fields.map(nameOf);
  const says = names.join('\n');
  if (!open.faults || open.faults.dataset.says === says) {
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
      make('li', {}, make('button', { type: 'button', onclick: () => lead(faulty(open)[place]) }, name)))));
}

// "Offers, 2: Title": a field of a row is named with its list.
function nameOf(field) {
  const list = field.closest('.fjs-form-field-dynamiclist');
  const row = field.closest('.fjs-repeat-row-container');
  const own = words(field) || field.querySelector(PLACE)?.getAttribute('aria-label') || 'An answer';
  return list && row && list !== field
    ? `${words(list)}, ${[...list.querySelectorAll('.fjs-repeat-row-container')].indexOf(row) + 1}: ${own}` : own;
}

function words(field) {
  return field.querySelector('label')?.textContent.replace(/\*\s*$/, '').trim();
}

function lead(field) {
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
