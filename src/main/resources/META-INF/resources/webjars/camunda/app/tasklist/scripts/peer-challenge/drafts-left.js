// Sends what is left in this browser of tasks that are not open: typed on a train, the page closed, the connection back.
// It goes under the name of the page that it was typed in, so that it cannot undo what that page has saved since.
import * as server from './drafts-server.js';
import * as store from './drafts-store.js';

export async function sendWhatIsLeft(user, openTasks) {
  for (const copy of user ? store.allOf(user) : []) {
    if (openTasks.includes(copy.taskId)) {
      continue;
    }
    try {
      await server.save(copy.taskId,
        { base: copy.base, writer: copy.writer, seq: copy.seq, changes: copy.changes, keep: false });
      store.dropUnchanged(user, copy);
    } catch (e) {
      if (e.kind === 'GONE' || e.kind === 'NOT_YOURS') {
        (await import('./drafts-choice.js')).offerLoose(e.message, copy.changes, copy.labels, () => store.drop(user, copy.taskId, copy.page));
      }
      // Where somebody else wrote too, the choice is offered when the task is opened.
    }
  }
}
