// Has the application's words there before it starts. It loads them while it draws, and draws the names of the keys
// where they come too late; it looks into this store first.

export const labels = {};
const root = document.querySelector('base').getAttribute('app-root');

export async function haveWordsReady(app) {
  try {
    const answer = await fetch(`${root}/app/${app}/locales/en.json?bust=${window.bust}`, { credentials: 'same-origin' });
    const words = await answer.text();
    Object.assign(labels, JSON.parse(words).labels);
    const store = JSON.parse(localStorage.getItem('camunda-web') || '{}');
    store[`${root}/app/${app}/locales/_locales_data_en_${window.bust}`] = words;
    localStorage.setItem('camunda-web', JSON.stringify(store));
  } catch (e) {
    console.warn('The words of the page did not come in time', e);
  }
}
