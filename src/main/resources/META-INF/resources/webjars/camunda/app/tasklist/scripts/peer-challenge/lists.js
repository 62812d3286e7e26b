// Makes lists in forms completable. form-js 1.8.7 keeps an empty entry for every field of a row that was once looked at,
// and Tasklist takes any entry for an error: Complete stays grey for ever (form-js issue 1494).
import { Form } from './vendor.js';

export function cureLists() {
  if (!Form) {
    return;
  }
  const setState = Form.prototype._setState;
  Form.prototype._setState = function (state) {
    return setState.call(this, state.errors ? { ...state, errors: pruned(state.errors) || {} } : state);
  };
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
