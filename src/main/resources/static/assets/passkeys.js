// Signs in by a passkey, or makes one. Without a browser that knows passkeys nothing is shown.
const part = document.getElementById('passkeys');

async function send(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body)
  });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.json();
}

async function signIn() {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await send('/sign-in/passkey/options', {}));
  const credential = await navigator.credentials.get({ publicKey });
  const next = document.getElementById('sign-in').elements.next.value;
  return send('/sign-in/passkey', { credential: credential.toJSON(), next });
}

async function make() {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await send('/password/passkeys/options', {}));
  const credential = await navigator.credentials.create({ publicKey });
  return send('/password/passkeys', { credential: credential.toJSON(), label: document.getElementById('label').value });
}

if (part && window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON) {
  part.hidden = false;
  const button = part.querySelector('[data-passkey]');
  button.addEventListener('click', async () => {
    const problem = part.querySelector('[role=alert]');
    problem.textContent = '';
    try {
      const { next } = await (button.dataset.passkey === 'make' ? make() : signIn());
      location.assign(next);
    } catch (e) {
      problem.textContent = 'That did not work, or was cancelled. Please try again, or choose another way.';
    }
  });
}
