// What is new, what is in the way and what was saved already: pure functions over fields by name.

export function same(one, other) {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

export function pick(fields, keys) {
  return Object.fromEntries(keys.filter(key => key in fields).map(key => [key, fields[key]]));
}

// Each field as text: form-js changes its values in place, so that only a text can be compared with later.
export function texts(values) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value ?? null)]));
}

export function changedSince(known, values) {
  return Object.fromEntries(Object.entries(values)
    .filter(([key, value]) => (known[key] ?? 'null') !== JSON.stringify(value ?? null))
    .map(([key, value]) => [key, value ?? null]));
}

// The fields that both sides changed, each to something else.
export function clashing(mine, was, theirs) {
  return Object.keys(mine).filter(key => !same(theirs[key], was[key]) && !same(theirs[key], mine[key]));
}

// What to do with text that is left in this browser, given what the server has: 'drop' what it has already, 'adopt' what
// only this browser has, 'ask' where somebody else wrote too.
export function verdict(copy, draft) {
  if (draft.writer === copy.writer) {
    return draft.seq >= copy.seq ? 'drop' : 'adopt';
  }
  if (Object.keys(copy.changes).every(key => key in draft.content && same(draft.content[key], copy.changes[key]))) {
    return 'drop';
  }
  return draft.version === copy.base || !clashing(copy.changes, copy.was, draft.content).length ? 'adopt' : 'ask';
}
