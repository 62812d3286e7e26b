// Signs in at Camunda's own entrance, so that one session serves Tasklist and our pages.
const form = document.getElementById('sign-in');
const problem = document.getElementById('problem');
const base = '/camunda';

function say(text) {
  problem.textContent = text;
  problem.hidden = false;
  form.querySelector('button').disabled = false;
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  form.querySelector('button').disabled = true;
  try {
    // The first page hands out the token that the entrance asks for.
    await fetch(`${base}/app/tasklist/default/`, { credentials: 'same-origin' });
    const token = (document.cookie.match(/XSRF-TOKEN=([^;]+)/) || [])[1] || '';
    const answer = await fetch(`${base}/api/admin/auth/user/default/login/tasklist`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-XSRF-TOKEN': token, Accept: 'application/json' },
      body: new URLSearchParams(new FormData(form))
    });
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
