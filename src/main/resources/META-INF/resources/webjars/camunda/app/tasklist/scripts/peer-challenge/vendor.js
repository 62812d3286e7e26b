// The only place that reaches into the vendor's bundle. Camunda 7.24.0 is the last release, so what is found today stays;
// what is not found is told to the person and to the console, because a form may then not be completable.

// The class that every Camunda form is drawn by (form-js 1.8.7), or undefined.
export function formClass() {
  let found;
  try {
    // A chunk with an unknown name and no modules: webpack hands its "require" to the third part.
    self.webpackChunkcamunda_bpm_webapp.push([[Symbol('peer-challenge')], {}, require => {
      const id = Object.keys(require.m).find(key => /fjs-powered-by/.test(require.m[key].toString()));
      found = id && require(id).Form;
    }]);
  } catch (e) {
    console.error(e);
  }
  return typeof found?.prototype?._setState === 'function' ? found : undefined;
}

export function tellThatMissing(what) {
  console.error(`peer-challenge: ${what}`);
  const note = document.createElement('p');
  note.className = 'peer-challenge-missing';
  note.setAttribute('role', 'alert');
  note.textContent = `${what} Please tell the programme office before you go on.`;
  document.body.append(note);
}
