// Lists in forms: can be completed with all of their rows, and these moved and named. form-js 1.8.7 keeps an empty entry for every field of a row that was once looked at,
// and Tasklist takes any entry for an error: Complete stays grey for ever (form-js issue 1494).
import { Form, onForm, valueAt, withValue } from './vendor.js';

const ROW = '.fjs-repeat-row-container';
const ADD = '.fjs-repeat-render-add';
const REMOVE = ':scope > .fjs-repeat-row-remove';

export function cureLists() {
  if (!Form) {
    return;
  }
  const setState = Form.prototype._setState;
  Form.prototype._setState = function (state) {
    return setState.call(this, state.errors ? { ...state, errors: pruned(state.errors) || {} } : state);
  };
  // A list that opens with more rows than it shows sends only those that it shows.
  const importSchema = Form.prototype.importSchema;
  Form.prototype.importSchema = function (schema, data) {
    showWhole(schema.components);
    return importSchema.call(this, schema, data);
  };
}

function showWhole(parts = []) {
  parts.forEach(part => {
    part.disableCollapse ||= part.type === 'dynamiclist';
    showWhole(part.components);
  });
}

export function moveRows() {
  onForm(open => {
    const look = () => open.container.querySelectorAll('.fjs-form-field-dynamiclist').forEach(list => dress(open, list));
    new MutationObserver(() => requestAnimationFrame(look)).observe(open.container, { childList: true, subtree: true });
    look();
    // With the press a field above would be left, its message come or go and the button move away under the finger, so that a
    // tap was lost. The focus stays where it is instead, and what was typed there is known before the button is done with.
    open.container.addEventListener('mousedown', event => event.target.closest('button') && event.preventDefault());
    open.container.addEventListener('click', ({ target }) => target.closest('button') && open.takeOver(), true);
  });
}

function dress(open, list) {
  const field = open.form.get('formFieldRegistry').getAll()
    .find(({ id }) => list.getAttribute('aria-labelledby') === `fjs-form-${open.form._id}-${id}`);
  // A list within a list keeps the vendor's buttons.
  if (!field || list.parentElement.closest('.fjs-form-field-dynamiclist')) {
    return;
  }
  const label = field.label || 'list';
  const rows = [...list.querySelectorAll(ROW)];
  rows.forEach((row, place) => {
    let buttons = row.querySelector(':scope > .peer-challenge-moves');
    if (!buttons) {
      buttons = document.createElement('div');
      buttons.className = 'peer-challenge-moves';
      buttons.append(mover(open, list, field, row, -1), mover(open, list, field, row, 1));
      row.append(buttons);
      row.querySelector(REMOVE)?.addEventListener('click', () => focusAfterRemoving(list, row));
    }
    buttons.hidden = rows.length < 2;
    const [up, down] = buttons.children;
    name(up, `Move up: ${label}, ${place + 1} of ${rows.length}`, place === 0);
    name(down, `Move down: ${label}, ${place + 1} of ${rows.length}`, place === rows.length - 1);
    name(row.querySelector(REMOVE), `Remove: ${label}, ${place + 1} of ${rows.length}`);
  });
  // Rows that cannot be taken away are not drawn as rows by the vendor.
  if (field.properties?.everyRow && !list.every && list.querySelector('.fjs-form-field')) {
    list.every = true;
    import('./lists-every.js').then(({ offer }) => offer(open, list, field));
  }
  name(list.querySelector(ADD), `Add new: ${label}`);
  if (!list.leads) {
    list.leads = true;
    const entry = import('./lists-entry.js');
    entry.then(({ lead }) => lead(open, list));
    // On its way down: when the button itself hears of it, the vendor has drawn the row.
    list.addEventListener('click', ({ target }) => {
      const before = list.querySelectorAll(ROW).length;
      target.closest(ADD) && entry.then(({ follow }) => follow(list, before));
    }, true);
  }
}

// Written only where it differs: the observer would see it again otherwise.
function name(button, text, isOff = false) {
  if (button && button.getAttribute('aria-label') !== text) {
    button.setAttribute('aria-label', text);
  }
  // Not `disabled`, under which the focus would be lost at the end of the list.
  if (button && (button.getAttribute('aria-disabled') === 'true') !== isOff) {
    button.setAttribute('aria-disabled', String(isOff));
  }
}

function mover(open, list, field, row, by) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = by < 0 ? 'Move up' : 'Move down';
  button.addEventListener('click', () => {
    const rows = [...list.querySelectorAll(ROW)];
    const from = rows.indexOf(row);
    const path = open.form.get('pathRegistry').getValuePath(field, { indexes: {} });
    const before = valueAt(open.values(), path) ?? [];
    if (open.form._getState().properties.readOnly || !(from + by in before)) {
      return;
    }
    open.setValues({ [path[0]]: withValue(open.values(), path, moved(before, from, by))[path[0]] });
    rows[from + by]?.querySelector('.peer-challenge-moves')?.children[by < 0 ? 0 : 1].focus();
  });
  return button;
}

export function moved(rows, from, by) {
  const copy = [...rows];
  copy.splice(from + by, 0, ...copy.splice(from, 1));
  return copy;
}

// The button goes with its row: the focus goes to the row that took its place, or to "Add new".
function focusAfterRemoving(list, row) {
  const place = [...list.querySelectorAll(ROW)].indexOf(row);
  setTimeout(() => {
    const rows = list.querySelectorAll(ROW);
    (rows[Math.min(place, rows.length - 1)]?.querySelector(REMOVE) ?? list.querySelector(ADD))?.focus();
  }, 50);
}

// Messages are texts; whatever holds none of them is left out.
export function pruned(errors) {
  if (errors === null || typeof errors !== 'object') {
    return errors || undefined;
  }
  if (Array.isArray(errors) && errors.some(one => typeof one === 'string')) {
    return errors;
  }
  const kept = Object.entries(errors)
    .map(([key, value]) => [key, pruned(value)])
    .filter(([, value]) => value !== undefined);
  return kept.length ? Object.fromEntries(kept) : undefined;
}
