// On every page: a form is sent once, however often its button is pressed before the answer is there.
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

// A year such as 2018-19 stays in one line: Chromium breaks it at its hyphen, and no style prevents that.
document.querySelectorAll('main').forEach(main => {
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const at = texts.currentNode.data.search(/\b\d{4}-\d{2}\b(?!-)/);
    if (at >= 0 && !texts.currentNode.parentElement.closest('textarea, option, svg, script, pre')) {
      const year = texts.currentNode.splitText(at);
      year.splitText('2018-19'.length);
      const whole = document.createElement('span');
      whole.className = 'year';
      year.replaceWith(whole);
      whole.append(year);
      texts.currentNode = whole.lastChild;
    }
  }
});
