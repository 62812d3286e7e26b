// Entries of a list typed one after the other: "Add new" leads to the new row. Enter in a line of text adds the next; in a longer text, where it begins a line, Ctrl (or Cmd) and Enter do.
const PLACE = 'input:not([type=hidden]), textarea, [role=textbox]';
const OPEN = ':not([readonly]):not([disabled])';
const LINE = `input.fjs-input[type=text]${OPEN}`;

export function lead(open, list) {
  list.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.isComposing && !event.defaultPrevented && event.target.matches(event.ctrlKey || event.metaKey ? `${LINE}, textarea${OPEN}` : LINE)) {
      event.preventDefault();
      // Drawn anew with the next row: what was typed last must be known by then.
      open.takeOver();
      list.querySelector('.fjs-repeat-render-add').click();
    }
  });
}

// The row is drawn some time after the click, in a long form on a slow tablet seconds later. Whoever has gone elsewhere by then stays there.
export function follow(list, before) {
  const from = document.activeElement;
  const drawn = new MutationObserver(look);
  drawn.observe(list, { childList: true, subtree: true });
  setTimeout(() => drawn.disconnect(), 10_000);
  look();

  function look() {
    const rows = list.querySelectorAll('.fjs-repeat-row-container');
    const place = rows.length > before && rows[rows.length - 1].querySelector(PLACE);
    if (place) {
      drawn.disconnect();
      // A frame later the vendor has done with the click.
      requestAnimationFrame(() => [from, document.body].includes(document.activeElement) && place.focus());
    }
  }
}
