// Says on every task of a list which authority, group or year it is about and when it is due. Tasklist shows the name of the
// process, which is the same for all eighteen, and "in 3 days".
import { taskOf } from './desk.js';
import { make, unbroken } from './make.js';
import { onPage } from './page.js';

const known = new Map();
let asking = false;

export function nameCases() {
  onPage(write);
}

function write() {
  const wanted = [...cards()].filter(({ place }) => place);
  const unknown = [...new Set(wanted.map(card => card.task))].filter(task => !known.has(task));
  wanted.forEach(({ task, place }) => show(place, text(known.get(task))));
  if (unknown.length && !asking) {
    ask(unknown);
  }
}

function* cards() {
  for (const link of document.querySelectorAll('.tasks-list li.task a[href*="task="]')) {
    yield { task: taskOf(link.getAttribute('href')), place: link.closest('h4') };
  }
}

async function ask(tasks) {
  asking = true;
  tasks.forEach(task => known.set(task, {}));
  try {
    const answer = await fetch(`/tasks/cases?tasks=${tasks.join(',')}`, { headers: { Accept: 'application/json' } });
    if (answer.ok && !answer.redirected) {
      Object.entries(await answer.json()).forEach(([task, facts]) => known.set(task, facts));
    }
  } catch (e) {
    console.warn('The names of the cases did not come', e);
    tasks.forEach(task => known.delete(task));
  }
  asking = false;
  write();
}

function text({ about, due } = {}) {
  return unbroken([about, due].filter(Boolean).join(' · '));
}

function show(place, name) {
  let line = place.querySelector(':scope > .peer-challenge-case');
  if (!line && name) {
    place.append(line = make('span', { class: 'peer-challenge-case' }));
  }
  if (line && line.textContent !== name) {
    line.textContent = name;
  }
}
