// Signs in at Camunda's own entrance, so that one session serves Tasklist and our pages.
const form = document.getElementById('sign-in');
const problem = document.getElementById('problem');
const base = '/camunda';

function say(text) {
  problem.textContent = text;
  problem.hidden = false;
  form.querySelector('button').disabled = false;
}

// A page of a new session hands out the token that the entrance asks for. The cookie that holds it too is not for our path.
async function token() {
  const page = await fetch(`${base}/app/tasklist/default/`, { credentials: 'same-origin' });
  return page.headers.get('X-XSRF-TOKEN');
}

// An older session has handed its token out already: the entrance ends a session that comes without it.
async function tokenOfNewSession() {
  await enter('');
  return token();
}

function enter(withToken) {
  return fetch(`${base}/api/admin/auth/user/default/login/tasklist`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'X-XSRF-TOKEN': withToken, Accept: 'application/json' },
    body: new URLSearchParams(new FormData(form))
  });
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  form.querySelector('button').disabled = true;
  try {
    const answer = await enter((await token()) || (await tokenOfNewSession()));
    if (answer.ok) {
      window.location.assign(form.dataset.next);
    } else if (answer.status === 401) {
      say('The user name or password is not right. After several tries you have to wait a little.');
    } else {
      say('Signing in did not work. Please try again, or ask the programme office.');
    }
  } catch (e) {
    say('There is no connection at the moment. Please try again.');
  }
});
