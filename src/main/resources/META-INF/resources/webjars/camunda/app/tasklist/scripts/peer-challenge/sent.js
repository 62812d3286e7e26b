// After sending: a page that says so and shows what was sent, in place of the vendor's next task.
import { onNotSent, onSending, onSent } from './vendor.js';

let sending = false;

export const isSending = () => sending;

export function sayThatItWasSent() {
  onSending(() => { sending = true; });
  onNotSent(() => { sending = false; });
  onSent(open => {
    if (open.taskId) {
      location.assign(`/tasks/${open.taskId}/sent`);
    }
  });
}
