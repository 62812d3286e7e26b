// Puts what was typed into a form that was refused back where it stood, and opens what it stands in.
(() => {
  const { at, values } = JSON.parse(document.getElementById('typed').dataset.typed);
  const sent = (field) => values[field.name] || [];
  const same = (form) =>
    new URL(form.action).pathname === at &&
    [...form.querySelectorAll('input[type=hidden][name]')].every(
      (field) => !(field.name in values) || sent(field).includes(field.value));
  for (const form of document.querySelectorAll('form[method=post]')) {
    if (!same(form)) {
      continue;
    }
    const used = {};
    for (const field of form.querySelectorAll('input[name], textarea[name], select[name]')) {
      if (['hidden', 'file', 'password', 'submit'].includes(field.type)) {
        continue;
      }
      if (field.type === 'checkbox' || field.type === 'radio') {
        field.checked = sent(field).includes(field.value);
      } else if (field.name in values) {
        // Rows of a table have fields of one name, in their order.
        const row = used[field.name] || 0;
        used[field.name] = row + 1;
        if (row < sent(field).length) {
          field.value = sent(field)[row];
        }
      }
    }
    for (let box = form.closest('details'); box; box = box.parentElement.closest('details')) {
      box.open = true;
    }
    form.querySelectorAll('details').forEach((box) => { box.open = true; });
    return;
  }
})();
