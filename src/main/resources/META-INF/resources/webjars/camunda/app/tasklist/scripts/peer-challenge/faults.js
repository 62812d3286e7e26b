// When a form is not complete: the vendor greys its button out and leaves the focus nowhere. What is missing is listed
// (faults-list.js, which comes when there is a fault).
import { make } from './make.js';
import { onChanged, onForm, onLeft, onNotSent } from './vendor.js';

export function leadToFaults() {
  onForm(open => {
    const note = make('div', { class: 'peer-challenge-faults', role: 'status' });
    (open.container.closest('.task-card')?.querySelector('.form-actions') ?? open.container).prepend(note);
    open.faults = note;
  });
  onLeft(open => open.faults?.remove());
  onNotSent(open => setTimeout(async () => (await import('./faults-list.js')).notSent(open), 100));
  // Also before anybody sends: the vendor's button is grey as long as one answer is not right. What is being typed is not
  // judged yet.
  onChanged((open, typed) => typed || requestAnimationFrame(() => show(open)));
}

async function show(open) {
  if (open.faults?.hasChildNodes() || open.faults && open.container.querySelector('.fjs-has-errors')) {
    (await import('./faults-list.js')).show(open);
  }
}
