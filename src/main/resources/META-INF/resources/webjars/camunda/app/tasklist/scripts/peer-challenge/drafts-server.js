// The calls to /drafts. What goes wrong comes back as an error with a `kind`: 'offline', 'signedOut', or the server's own
// reason: 'GONE', 'NOT_YOURS', 'TOO_LONG', 'CONFLICT' (with the `draft` that stands).

const LONGEST_KEPT_ALIVE = 60_000;
const PATIENCE = 20_000;

export const load = taskId => call(`/drafts/${taskId}`);
export const earlier = taskId => call(`/drafts/${taskId}/earlier`);
export const earlierOne = (taskId, id) => call(`/drafts/${taskId}/earlier/${id}`);

export function save(taskId, change, leaving = false) {
  const body = JSON.stringify(change);
  // Browsers let a page that goes away send 64 KB; a longer one still has its copy in the browser's store.
  const keepalive = leaving && new Blob([body]).size < LONGEST_KEPT_ALIVE;
  return call(`/drafts/${taskId}`, { method: 'PUT', body, keepalive, headers: { 'Content-Type': 'application/json' } });
}

async function call(address, options = {}) {
  let answer;
  let content;
  try {
    answer = await fetch(address, {
      credentials: 'same-origin',
      signal: options.keepalive ? undefined : AbortSignal.timeout(PATIENCE),
      ...options,
      headers: { Accept: 'application/json', ...options.headers }
    });
    const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
    content = isJson ? await answer.json() : null;
  } catch (e) {
    throw failed('offline', e.message);
  }
  // Whoever is signed out is led to a page where one signs in.
  if (answer.status === 401 || answer.redirected) {
    throw failed('signedOut', 'You are signed out.');
  }
  if (!answer.ok || content === null) {
    throw Object.assign(failed(content?.reason ?? 'offline', content?.message ?? `The server answered ${answer.status}.`), content);
  }
  return content;
}

function failed(kind, message) {
  return Object.assign(new Error(message), { kind });
}
