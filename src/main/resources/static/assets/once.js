// A form is sent once, however often its button is pressed before the answer is there.
const PATIENCE = 10_000;
const sent = new WeakMap();

document.addEventListener('submit', event => {
  if (event.defaultPrevented || event.target.method !== 'post') {
    return;
  }
  if (performance.now() - (sent.get(event.target) ?? -Infinity) < PATIENCE) {
    event.preventDefault();
  } else {
    sent.set(event.target, performance.now());
  }
});
// Back leads to the page as it was left: there it is sent anew.
addEventListener('pageshow', event => event.persisted && document.querySelectorAll('form').forEach(form => sent.delete(form)));
