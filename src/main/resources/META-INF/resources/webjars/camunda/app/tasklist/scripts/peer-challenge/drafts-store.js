// Text that the server does not have yet, in this browser's own store: for one person, one task and one open page, so that
// neither people nor tabs write over each other. It goes when the server has it, when its writer signs out, or after a month.

const BEGIN = 'peer-challenge-draft|';
const A_MONTH = 31 * 24 * 60 * 60 * 1000;

// By this computer's clock: in the demo the page's own stands in another year, and only once Tasklist has started.
const now = () => performance.timeOrigin + performance.now();

const name = (...parts) => BEGIN + parts.map(encodeURIComponent).join('|');

// False when the browser has no room for it, or keeps nothing at all.
export function keep(user, taskId, page, copy) {
  try {
    localStorage.setItem(name(user, taskId, page), JSON.stringify({ at: now(), ...copy }));
    return true;
  } catch (e) {
    console.warn('This browser keeps no text', e);
    return false;
  }
}

export function drop(user, taskId, page) {
  localStorage.removeItem(name(user, taskId, page));
}

// What pages left of a task, the oldest first.
export function leftOf(user, taskId) {
  return allOf(user).filter(copy => copy.taskId === taskId);
}

export function allOf(user) {
  return found(name(user, ''))
    .flatMap(key => {
      try {
        const [, , taskId, page] = key.split('|').map(decodeURIComponent);
        return [{ taskId, page, ...JSON.parse(localStorage.getItem(key)) }];
      } catch {
        localStorage.removeItem(key);
        return [];
      }
    })
    .sort((one, other) => one.at - other.at);
}

// Unless the page that it belongs to has typed on.
export function dropUnchanged(user, { taskId, page, seq }) {
  if (allOf(user).some(copy => copy.taskId === taskId && copy.page === page && copy.seq === seq)) {
    drop(user, taskId, page);
  }
}

export function dropAllOf(user) {
  found(name(user, '')).forEach(key => localStorage.removeItem(key));
}

export function hasAnyOf(user) {
  return found(name(user, '')).length > 0;
}

export function dropOld() {
  found(BEGIN).filter(key => {
    try {
      return !(now() - JSON.parse(localStorage.getItem(key)).at < A_MONTH);
    } catch {
      return true;
    }
  }).forEach(key => localStorage.removeItem(key));
}

function found(begin) {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(begin));
  } catch {
    return [];
  }
}
