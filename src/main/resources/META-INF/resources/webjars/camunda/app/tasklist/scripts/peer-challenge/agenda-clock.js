// The clock of an agenda. It is in nobody's way: over its time it says so, and goes on.
import { make } from './make.js';

let ticking;

// Real time, whatever the demo's clock says.
const now = () => performance.timeOrigin + performance.now();

export function start(open, activities) {
  new Agenda(open, activities);
}

export function stop() {
  clearInterval(ticking);
}

// "12:05", over the time as "3:10 over".
export function clock(milliseconds) {
  const seconds = Math.ceil(Math.abs(milliseconds) / 1000);
  const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return milliseconds < 0 ? `${words} over` : words;
}

class Agenda {
  constructor(open, activities) {
    this.activities = activities;
    this.key = `peer-challenge-agenda:${open.taskId}`;
    // The number that runs, since when, and what each has had so far in milliseconds.
    this.state = { at: 0, since: null, had: {}, ...this.kept() };
    this.time = make('span', { class: 'peer-challenge-time', role: 'timer' });
    this.name = make('span', { class: 'peer-challenge-activity' });
    this.said = make('span', { class: 'peer-challenge-unseen', role: 'status' });
    this.run = make('button', { type: 'button', onclick: () => this.toggle() });
    this.next = make('button', { type: 'button', onclick: () => this.go(this.state.at + 1) }, 'Next activity');
    const room = make('a', { href: `/days/room?task=${open.taskId}`, target: '_blank', rel: 'noopener' }, 'Screen for the room');
    this.list = make('ol', {}, ...activities.map((one, at) => make('li', {},
      make('button', { type: 'button', onclick: () => this.go(at) }, `${one.number} ${one.name}`),
      make('span', {}, one.minutes ? `${one.minutes} min` : one.when))));
    open.container.before(make('section', { class: 'peer-challenge-agenda', 'aria-label': 'Agenda and clock' },
      make('p', {}, this.name, this.time, this.run, this.next, room, this.said), this.list));
    this.keep();
    clearInterval(ticking);
    ticking = setInterval(() => this.show(), 1000);
    this.show();
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch (e) {
      return null;
    }
  }

  keep() {
    // The screen for the room reads this too (room.js): activities and their time, and nothing that anybody wrote.
    const activities = this.activities.map(({ number, name, minutes, when }) => ({ number, name, minutes, when }));
    localStorage.setItem(this.key, JSON.stringify({ ...this.state, activities }));
    this.show();
  }

  had(at) {
    const { at: running, since, had } = this.state;
    return (had[at] ?? 0) + (at === running && since ? now() - since : 0);
  }

  stop() {
    this.state.had[this.state.at] = this.had(this.state.at);
    this.state.since = null;
  }

  toggle() {
    if (this.state.since) {
      this.stop();
      this.said.textContent = 'The clock is paused.';
    } else {
      this.state.since = now();
      this.said.textContent = 'The clock runs.';
    }
    this.keep();
  }

  go(at) {
    const runs = Boolean(this.state.since);
    this.stop();
    this.state.at = Math.min(at, this.activities.length - 1);
    const activity = this.activities[this.state.at];
    this.state.since = runs && activity.minutes ? now() : null;
    this.said.textContent = `${activity.name}, ${activity.minutes ? `${activity.minutes} minutes` : activity.when}`;
    const pressed = document.activeElement;
    this.keep();
    // The last activity has no next one and no clock: their buttons go, and would take the focus with them.
    if (pressed === this.next && this.next.hidden || pressed === this.run && this.run.hidden) {
      this.list.children[this.state.at].querySelector('button').focus({ preventScroll: true });
    }
    activity.group.scrollIntoView({ block: 'start' });
  }

  show() {
    const activity = this.activities[this.state.at];
    const left = activity.minutes * 60_000 - this.had(this.state.at);
    this.name.textContent = `${activity.number} · ${activity.name} `;
    this.time.textContent = activity.minutes ? clock(left) : activity.when;
    this.time.classList.toggle('peer-challenge-over', activity.minutes > 0 && left < 0);
    this.run.textContent = this.state.since ? 'Pause' : this.had(this.state.at) ? 'Go on' : 'Start';
    this.run.hidden = !activity.minutes;
    this.next.hidden = this.state.at === this.activities.length - 1;
    [...this.list.children].forEach((line, at) => line.classList.toggle('peer-challenge-now', at === this.state.at));
  }
}
