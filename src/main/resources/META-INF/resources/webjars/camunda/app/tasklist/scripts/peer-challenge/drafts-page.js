// What people see of their draft: when it was saved and by whom, earlier versions, and the choice where two wrote the same.
import { onDesk } from './desk.js';
import { make } from './make.js';
import { when } from './when.js';

const SLOW = 1_000;

const due = make('span', { class: 'peer-challenge-due' });
onDesk(open => { due.textContent = open?.due?.replace(/^./, first => first.toUpperCase()) ?? ''; });

// The names that people know the fields by: { key: label }, those within a list by `list.key`.
export function labels(schema, keys) {
  const all = {};
  const walk = (components = [], before = '', path = '') => components.forEach(one => {
    const key = one.key ?? (one.type === 'dynamiclist' ? one.path : undefined);
    if (key) {
      all[path + key] = before + (one.label || key);
    }
    const isList = one.type === 'dynamiclist';
    walk(one.components, isList || !one.label ? before : `${before}${one.label}: `, isList ? `${path}${key}.` : path);
  });
  walk(schema.components);
  return keys ? Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key.split('.')[0]))) : all;
}

export function show(open, history) {
  return new View(open, history);
}

class View {
  constructor(open, history) {
    Object.assign(this, { open, history, names: labels(open.schema) });
    this.line = make('span', { class: 'peer-challenge-draft-line' }, 'Your work is saved automatically.');
    this.voice = make('span', { class: 'peer-challenge-draft-voice', role: 'status' });
    this.earlier = make('button', { type: 'button', class: 'btn btn-link', 'aria-expanded': 'false', onclick: () => this.toggleEarlier() }, 'Earlier versions');
    this.bar = make('div', { class: 'peer-challenge-draft' }, this.line, due, this.earlier, this.voice);
    this.bar.view = this;
    const actions = open.container.closest('[cam-tasklist-form]')?.querySelector('.form-actions');
    // In sight wherever one writes: the actions stand at the foot of the window.
    actions ? actions.prepend(this.bar) : open.container.after(this.bar);
  }

  notSlow() {
    clearTimeout(this.slow);
    this.slow = null;
  }

  say(text, kind = '') {
    this.notSlow();
    if (this.line.textContent !== text) {
      this.line.textContent = text;
    }
    // Read out when the kind of news changes, and not at every save.
    if (kind !== this.kind) {
      this.kind = kind;
      this.bar.dataset.kind = kind;
      this.tell(kind === '' ? '' : text);
    }
  }

  tell(text) {
    this.voice.textContent = text;
  }

  saved({ version, savedBy, mine, savedAt }, all = true) {
    this.settled(all);
    this.say(version ? `Saved ${when(savedAt)} by ${mine ? 'you' : savedBy}` : 'Your work is saved automatically.',
      this.kind ? 'saved' : '');
  }

  settled(all) {
    this.bar.dataset.saved = all ? 'yes' : 'no';
    if (all) {
      this.notSlow();
    }
  }

  // Said only where it takes a while: a line that flickers at every key helps nobody.
  saving() {
    this.bar.dataset.saved = 'no';
    this.slow ??= setTimeout(() => {
      if (!['offline', 'signedOut', 'problem'].includes(this.kind)) {
        this.line.textContent = 'Saving…';
      }
    }, SLOW);
  }

  waiting(kind) {
    if (kind === 'signedOut') {
      this.say('You have been signed out. What you type is kept on this computer. ', kind);
      this.line.append(make('a', { href: `/sign-in?next=/tasks/${this.open.taskId}` }, 'Sign in again'), ' and it is saved.');
    } else {
      this.say('No connection just now. What you type is kept on this computer, and saved when the connection is back.', 'offline');
    }
  }

  problem(text) {
    this.say(text, 'problem');
  }

  kept(whether) {
    if (!whether) {
      this.say('This browser cannot keep your text without a connection. Please stay connected.', 'problem');
    }
  }

  goOn() {
    this.panel?.remove();
  }

  alsoChanged({ savedBy, mine }, keys) {
    const who = mine ? 'You, in another window,' : savedBy;
    this.note(`${who} changed: ${keys.map(key => this.names[key] ?? key).join('; ')}. The form shows it now.`);
  }

  note(text) {
    this.noted?.remove();
    this.noted = make('p', { class: 'peer-challenge-note', role: 'status' });
    this.open.container.before(this.noted);
    this.noted.textContent = text;
  }

  // What is seldom needed comes when it is.
  async more() {
    return import('./drafts-choice.js');
  }

  mustChoose({ savedBy, mine }) {
    this.say(`Not saved: ${mine ? 'you, in another window,' : savedBy} changed the same. Nothing is lost, and you can choose.`, 'problem');
  }

  leadToChoice() {
    this.panel?.querySelector('h3').focus();
    this.panel?.scrollIntoView({ block: 'start' });
  }

  async choose(draft, ours, theirs, done) {
    (await this.more()).choose(this, draft, ours, theirs, done);
  }

  async offer(message, fields, discard) {
    if (Object.keys(fields).length) {
      (await this.more()).offer(this, message, fields, discard);
    }
  }

  async leaveUnsaved() {
    return (await this.more()).leaveUnsaved(this);
  }

  async toggleEarlier() {
    (await this.more()).toggleEarlier(this);
  }
}
