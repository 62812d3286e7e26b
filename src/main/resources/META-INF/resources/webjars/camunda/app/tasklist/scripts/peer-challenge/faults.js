// When a form is not complete: says how much is missing, and puts the reader on the first answer that needs a look. The
// vendor greys its button out and leaves the focus nowhere.
import { make } from './make.js';
import { onChanged, onForm, onLeft, onNotSent } from './vendor.js';

const FAULTY = '.fjs-form-field.fjs-has-errors';
const IN_WORDS = { 'Field is required.': 'Please answer this.' };

export function leadToFaults() {
  onForm(open => {
    const note = make('div', { class: 'peer-challenge-faults', role: 'status' });
    (open.container.closest('.task-card')?.querySelector('.form-actions') ?? open.container).prepend(note);
    open.faults = note;
  });
  onLeft(open => open.faults?.remove());
  onNotSent(open => setTimeout(() => {
    show(open);
    first(open)?.focus();
  }, 100));
  // Also before anybody sends: the vendor's button is grey as long as one answer is not right. What is being typed is not
  // judged yet.
  onChanged((open, typed) => typed || requestAnimationFrame(() => show(open)));
}

function show(open) {
  const fields = [...open.container.querySelectorAll(FAULTY)];
  fields.forEach(tellPlainly);
  const words = fields.length === 1 ? 'There is a problem with one answer' : `There is a problem with ${fields.length} answers`;
  if (!fields.length) {
    open.faults?.replaceChildren();
  } else if (open.faults?.firstElementChild?.textContent !== `${words}. Nothing was sent yet.`) {
    open.faults?.replaceChildren(
      make('p', {}, `${words}. Nothing was sent yet.`),
      make('button', { type: 'button', onclick: () => first(open)?.focus() }, 'Go to the first'));
  }
}

function first(open) {
  const field = open.container.querySelector(FAULTY);
  const place = field?.querySelector('input:not([type=hidden]), textarea, select, button, [tabindex]');
  field?.scrollIntoView({ block: 'center' });
  return place;
}

function tellPlainly(field) {
  field.querySelectorAll('.fjs-form-field-error li').forEach(line => {
    if (IN_WORDS[line.textContent]) {
      line.textContent = IN_WORDS[line.textContent];
    }
  });
  field.querySelectorAll('input, textarea').forEach(input => input.setAttribute('aria-invalid', 'true'));
}
