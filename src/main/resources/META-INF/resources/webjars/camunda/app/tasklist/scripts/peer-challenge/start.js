// Shows "Start a year" only to those who may start something: Tasklist offers it to everybody, with an empty list behind it.
import { onPage } from './page.js';

const root = document.querySelector('base').getAttribute('app-root');
const question = `${root}/api/engine/engine/default/process-definition/count?latest=true&active=true&startableInTasklist=true&startablePermissionCheck=true`;
let asked = false;

export function offerStartOnlyWhereItLeads() {
  onPage(look);
  look();
}

async function look() {
  // The entry comes with signing in, which needs no new page.
  const entry = document.querySelector('.start-process-action');
  if (!entry) {
    asked = false;
  } else if (!asked) {
    asked = true;
    const answer = await fetch(question, { headers: { Accept: 'application/json' } });
    const { count } = answer.ok ? await answer.json() : { count: 0 };
    document.body.classList.toggle('peer-challenge-may-start', count > 0);
  }
}
