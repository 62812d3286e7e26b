// Lets the browser stand where the server's clock stands, so that "overdue" and "in 3 days" are right in the demo,
// whose year is 2018-19. Outside the demo the two differ by seconds and nothing is touched.

const A_MINUTE = 60_000;
const root = document.querySelector('base').getAttribute('app-root');

export async function standInItsTime() {
  try {
    const answer = await fetch(`${root.replace(/\/camunda$/, "")}/assets/now.json`, { credentials: 'same-origin' });
    const { now } = await answer.json();
    const ahead = now - Date.now();
    if (Math.abs(ahead) > A_MINUTE) {
      moveBy(ahead);
    }
  } catch (e) {
    console.warn('The server did not tell its time', e);
  }
}

function moveBy(milliseconds) {
  const Real = Date;
  const now = () => Real.now() + milliseconds;
  window.Date = new Proxy(Real, {
    construct: (target, parts, made) => Reflect.construct(target, parts.length ? parts : [now()], made === window.Date ? target : made),
    apply: () => new Real(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key))
  });
}
