// Whoever signed in again in another window comes back to this one as it should be: Tasklist itself asks who is there only
// when it starts. Nothing is drawn anew under somebody's fingers, or while something is not saved.
import * as server from './drafts-server.js';
import { sinceTyped } from './vendor.js';

const STILL = 3_000;
const LOOK = 10_000;
let watching = false;

// allSaved() promises whether everything that was typed is on the server.
export function comeBack(taskId, allSaved) {
  if (watching) {
    return;
  }
  watching = true;
  const look = async () => {
    if (!document.hidden && sinceTyped() > STILL && await allSaved() && await server.load(taskId).catch(() => null)) {
      location.reload();
    }
  };
  setInterval(look, LOOK);
  addEventListener('focus', look);
}
