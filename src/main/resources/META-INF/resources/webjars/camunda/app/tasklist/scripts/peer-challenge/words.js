// Has the application's words there before it starts. It loads them while it draws, and draws the names of the keys
// where they come too late; it looks into this store first.

// Whose build this is: “camunda” here, “operaton” with the successor. webpack names a build's chunks after it, and it is in
// what the build keeps in the browser and in the directive that draws forms.
export const PRODUCT = Object.keys(self).join().match(/webpackChunk(\w+)_bpm_webapp/)?.[1];
export const labels = {};
const root = document.querySelector('base').getAttribute('app-root');

export async function haveWordsReady(app) {
  try {
    const answer = await fetch(`${root}/app/${app}/locales/en.json?bust=${window.bust}`, { credentials: 'same-origin' });
    const words = await answer.text();
    Object.assign(labels, JSON.parse(words).labels);
    const store = JSON.parse(localStorage.getItem(`${PRODUCT}-web`) || '{}');
    store[`${root}/app/${app}/locales/_locales_data_en_${window.bust}`] = words;
    localStorage.setItem(`${PRODUCT}-web`, JSON.stringify(store));
  } catch (e) {
    console.warn('The words of the page did not come in time', e);
  }
}
