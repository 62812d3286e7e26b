// The screen for the room: the activity, its clock, what to ask and how to listen. It follows the facilitator's clock on the same
// computer, and shows nothing that anybody wrote.
const key = `peer-challenge-agenda:${new URLSearchParams(location.search).get('task')}`;
const place = id => document.getElementById(id);
const now = () => performance.timeOrigin + performance.now();

function read() {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function clock(milliseconds) {
  const seconds = Math.ceil(Math.abs(milliseconds) / 1000);
  const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return milliseconds < 0 ? `${words} over` : words;
}

function show() {
  const state = read();
  const activity = state?.activities?.[state.at];
  place('waiting').hidden = Boolean(activity);
  place('running').hidden = !activity;
  if (!activity) {
    return;
  }
  const had = (state.had[state.at] ?? 0) + (state.since ? now() - state.since : 0);
  say('activity', `${activity.number} · ${activity.name}`);
  place('time').textContent = activity.minutes ? clock(activity.minutes * 60_000 - had) : activity.when;
  say('of', activity.minutes ? `of ${activity.minutes} minutes${state.since ? '' : ', not running'}` : '');
  document.querySelectorAll('[data-activity]').forEach(one => { one.hidden = one.dataset.activity !== activity.number; });
  const next = state.activities[state.at + 1];
  say('next', next ? `Next: ${next.name}` : '');
}

// Written only where it differs: what is read aloud is not said again each second.
function say(id, text) {
  if (place(id).textContent !== text) {
    place(id).textContent = text;
  }
}

addEventListener('storage', show);
setInterval(show, 1000);
show();
