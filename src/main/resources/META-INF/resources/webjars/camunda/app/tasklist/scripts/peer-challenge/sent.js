// After sending: a page that says so and shows what was sent, in place of the vendor's next task.
import { onNotSent, onSending, onSent } from './vendor.js';

let sending = false;

export const isSending = () => sending;

export function sayThatItWasSent() {
  onSending(() => { sending = true; });
  onNotSent((open, error) => {
    sending = false;
    // The vendor's client has a paragraph for it, about origins and headers.
    if (/terminated/.test(error?.message)) {
      error.message = 'There is no connection just now. Please send it again in a moment.';
    }
  });
  onSent(open => {
    if (open.taskId) {
      location.assign(`/tasks/${open.taskId}/sent`);
    }
  });
}
