// Entries of a list typed one after the other: "Add new" leads to the new row. Enter in a line of text adds the next; in a longer text, where it begins a line, Ctrl (or Cmd) and Enter do.
const PLACE = 'input:not([type=hidden]), textarea, [role=textbox]';
const OPEN = ':not([readonly]):not([disabled])';
const LINE = `input.fjs-input[type=text]${OPEN}`;

export function lead(open, list, add) {
  add.addEventListener('click', () => follow(list, list.querySelectorAll('.fjs-repeat-row-container').length));
  list.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.isComposing && !event.defaultPrevented && event.target.matches(event.ctrlKey || event.metaKey ? `${LINE}, textarea${OPEN}` : LINE)) {
      event.preventDefault();
      // Drawn anew with the next row: what was typed last must be known by then.
      open.takeOver();
      add.click();
    }
  });
}

// The row is drawn after the click, some frames later in a long form.
function follow(list, before, frames = 60) {
  const rows = list.querySelectorAll('.fjs-repeat-row-container');
  if (rows.length > before) {
    rows[rows.length - 1].querySelector(PLACE)?.focus();
  } else if (frames) {
    requestAnimationFrame(() => follow(list, before, frames - 1));
  }
}
