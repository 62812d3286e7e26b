// Signing in and out is done by our own pages, for all the web applications alike: they know passwords and providers, and
// the applications' own form knows neither invitations nor how to leave a provider.

const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');
const isEntrance = hash => /^#\/login\b/.test(hash);
let last = isEntrance(location.hash) ? '' : location.hash;

export function comeAndGoByOurPages() {
  look();
  window.addEventListener('hashchange', look);
  document.addEventListener('click', leave, true);
}

function look() {
  if (isEntrance(location.hash)) {
    const next = location.pathname + last;
    location.replace(`${root}/sign-in?next=${encodeURIComponent(next)}`);
  } else {
    last = location.hash;
  }
}

function leave(click) {
  if (click.target.closest('.logout a')) {
    click.preventDefault();
    click.stopImmediatePropagation();
    const form = document.createElement('form');
    form.method = 'post';
    form.action = `${root}/sign-out`;
    document.body.append(form);
    form.submit();
  }
}
