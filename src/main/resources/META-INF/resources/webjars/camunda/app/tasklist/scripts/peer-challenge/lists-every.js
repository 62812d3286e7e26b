// One press answers a question in every row of a list, as "Keep all"; single rows are changed afterwards. Which question and
// answer stands in the list's properties: everyRow is "decision=keep", everyRowLabel the words of the button.
import { make } from './make.js';
import { valueAt, withValue } from './vendor.js';

export function offer(open, list, field) {
  const [key, answer] = field.properties.everyRow.split('=');
  const said = make('span', { role: 'status' });
  const button = make('button', { type: 'button', onclick: () => {
    if (open.form._getState().properties.readOnly) {
      return;
    }
    const path = open.form.get('pathRegistry').getValuePath(field, { indexes: {} });
    const rows = valueAt(open.values(), path) ?? [];
    open.setValues({ [path[0]]: withValue(open.values(), path, rows.map(row => ({ ...row, [key]: answer })))[path[0]] });
    open.look();
    said.textContent = ` ${rows.length} answered. You can still change each.`;
  } }, field.properties.everyRowLabel);
  list.before(make('p', { class: 'peer-challenge-every' }, button, said));
}
