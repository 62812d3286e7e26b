// After sending: a page that says so and shows what was sent, in place of the vendor's next task.
import { onSent } from './vendor.js';

export function sayThatItWasSent() {
  onSent(open => {
    if (open.taskId) {
      location.assign(`/tasks/${open.taskId}/sent`);
    }
  });
}
