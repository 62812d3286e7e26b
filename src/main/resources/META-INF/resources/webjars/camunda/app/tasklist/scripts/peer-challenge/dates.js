// Weeks begin on Monday in the calendar beside a date; the vendor's begin on Sunday.
import { onForm } from './vendor.js';

export function beginWeeksOnMonday() {
  onForm(open => open.container.addEventListener('focusin', ({ target: { _flatpickr: calendar } }) => {
    if (calendar?.l10n.firstDayOfWeek === 0) {
      calendar.set('locale', { firstDayOfWeek: 1 });
    }
  }, true));
}
