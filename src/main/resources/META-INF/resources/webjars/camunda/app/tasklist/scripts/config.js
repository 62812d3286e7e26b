// Tasklist as our users meet it. It waits for our modules, and on a bad line says so instead of turning for ever.
const PATIENCE = 10_000;

function offer() {
  const note = Object.assign(document.createElement('p'), { className: 'peer-challenge-missing', role: 'alert' });
  note.append('This page is slow to load. What you wrote is safe. ', Object.assign(document.createElement('button'), { type: 'button', textContent: 'Try again', onclick: () => location.reload() }));
  document.body.append(note);
  return note;
}

let note;
const slow = setTimeout(() => { note = offer(); }, PATIENCE);
try {
  await import('./peer-challenge/all.js');
  note?.remove();
} catch (e) {
  console.error(e);
  note ??= offer();
}
clearTimeout(slow);

export default {
  app: { name: 'Tasks', vendor: 'Peer challenge' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  customScripts: ['scripts/peer-challenge/before-start.js'],
  csrfCookieName: 'XSRF-TOKEN',
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'Take on the task that is open' },
    focusFilter: { key: 'ctrl+shift+f', description: 'Go to the first list' },
    focusList: { key: 'ctrl+alt+l', description: 'Go to the first task' },
    focusForm: { key: 'ctrl+alt+f', description: 'Go to the first field of the form' }
  }
};
