// An instant as people say it: today at 10:15, on 4 February 2019 at 10:15.
const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export function when(instant, now = new Date()) {
  const then = new Date(instant);
  const day = DAY.format(then);
  return `${day === DAY.format(now) ? 'today' : `on ${day}`} at ${TIME.format(then)}`;
}
