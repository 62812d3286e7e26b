// The agenda of a challenge session with a clock. The activities and their minutes stand in the form's own headings:
// "2 · Explore – 70 minutes". It goes on through a reload and without a connection, and never hurries anybody.
import { onForm, onLeft } from './vendor.js';

const HEADING = /^(\d+) · (.+) – (?:(\d+) minutes|(.+))$/;
let clock;

export function keepTime() {
  onForm(async open => {
    const activities = [...open.container.querySelectorAll('[role=group] > label')].map(read).filter(Boolean);
    if (activities.length > 1 && open.taskId) {
      clock = await import('./agenda-clock.js');
      clock.start(open, activities);
    }
  });
  onLeft(() => clock?.stop());
}

function read(label) {
  const found = HEADING.exec(label.textContent.trim());
  return found && { number: found[1], name: found[2], minutes: Number(found[3]) || 0, when: found[4] ?? '', group: label.parentElement };
}
