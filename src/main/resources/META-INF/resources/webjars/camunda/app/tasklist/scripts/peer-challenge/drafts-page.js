// What people see of their draft: when it was saved and by whom, earlier versions, and the choice where two wrote the same.

const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export function when(instant, now = new Date()) {
  const then = new Date(instant);
  const day = DAY.format(then);
  return `${day === DAY.format(now) ? 'today' : `on ${day}`} at ${TIME.format(then)}`;
}

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

// A field's value as a person would write it down.
export function words(value, names = {}, path = '') {
  if (value === null || value === undefined || value === '') {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map((one, place) => one !== null && typeof one === 'object'
      ? `${place + 1}.\n${words(one, names, path)}` : words(one)).join('\n');
  }
  if (typeof value === 'object') {
    return Object.entries(value).map(([key, one]) => [names[`${path}${key}`] ?? key, words(one)])
      .filter(([, text]) => text).map(([label, text]) => `${label}: ${text}`).join('\n');
  }
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}

export function show(open, history) {
  return new View(open, history);
}

class View {
  constructor(open, history) {
    Object.assign(this, { open, history, names: labels(open.schema) });
    this.line = make('span', { className: 'peer-challenge-draft-line', textContent: 'What you type is saved by itself.' });
    this.voice = make('span', { className: 'peer-challenge-draft-voice', role: 'status' });
    const earlier = make('button', { type: 'button', className: 'btn btn-link', textContent: 'Earlier versions' });
    earlier.setAttribute('aria-expanded', 'false');
    earlier.addEventListener('click', () => this.toggleEarlier());
    this.earlier = earlier;
    this.bar = make('div', { className: 'peer-challenge-draft' }, this.line, earlier, this.voice);
    const actions = open.container.closest('[cam-tasklist-form]')?.querySelector('.form-actions');
    actions ? actions.before(this.bar) : open.container.after(this.bar);
  }

  say(text, kind = '') {
    this.line.textContent = text;
    this.bar.dataset.kind = kind;
    // Read out when the kind of news changes, and not at every save.
    if (kind !== this.kind) {
      this.kind = kind;
      this.tell(kind === '' ? '' : text);
    }
  }

  tell(text) {
    this.voice.textContent = text;
  }

  saved({ version, savedBy, mine, savedAt }) {
    this.say(version ? `Saved ${when(savedAt)} by ${mine ? 'you' : savedBy}` : 'What you type is saved by itself.',
      this.kind ? 'saved' : '');
  }

  saving() {
    if (!['offline', 'signedOut'].includes(this.kind)) {
      this.line.textContent = 'Saving…';
    }
  }

  waiting(kind) {
    if (kind === 'signedOut') {
      this.say('You have been signed out. What you type is kept on this computer. ', kind);
      this.line.append(make('a', { href: `/sign-in?next=/tasks/${this.open.taskId}`, textContent: 'Sign in again' }), ' and it is saved.');
    } else {
      this.say('No connection just now. What you type is kept on this computer, and saved when the connection is back.', 'offline');
    }
  }

  problem(text) {
    this.say(text, 'problem');
  }

  kept(whether) {
    if (!whether) {
      this.say('This browser cannot keep your text when the connection is lost. Please stay connected while you type.', 'problem');
    }
  }

  // null: this person writes; '': nobody does; otherwise the name of who does.
  reading(name) {
    this.reader?.remove();
    if (name !== null) {
      this.reader = make('p', {
        className: 'peer-challenge-note',
        textContent: name ? `${name} is working on this. You can read what was saved.` : 'To write, take the task on. Until then you read what was saved.'
      });
      this.open.container.before(this.reader);
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
    this.reader?.remove();
    this.reader = make('p', { className: 'peer-challenge-note', role: 'status' });
    this.open.container.before(this.reader);
    this.reader.textContent = text;
  }

  mustChoose({ savedBy, mine }) {
    this.say(`Not saved: ${mine ? 'you, in another window,' : savedBy} changed the same. Nothing is lost, and you can choose.`, 'problem');
  }

  // Both versions of every field that two people, or two windows, wrote.
  choose({ savedBy, mine, savedAt }, ours, theirs, done) {
    const them = mine ? 'you in another window' : savedBy;
    const fields = Object.keys(ours).map((key, place) => {
      const name = `peer-challenge-choice-${place}`;
      const option = (value, label, text, checked) => make('div', {},
        make('label', {}, make('input', { type: 'radio', name, value, checked }), ` ${label}`),
        make('pre', { textContent: text || '(empty)', tabIndex: 0 }));
      return Object.assign(make('fieldset', {},
        make('legend', { textContent: this.names[key] ?? key }),
        option('ours', 'What you typed here', words(ours[key], this.names, `${key}.`), true),
        option('theirs', `Saved ${when(savedAt)} by ${them}`, words(theirs[key], this.names, `${key}.`), false)),
      { chosen: () => [key, this.panel.querySelector(`input[name=${name}]:checked`).value === 'ours'] });
    });
    const button = make('button', { type: 'button', className: 'btn btn-primary', textContent: 'Use what is chosen' });
    button.addEventListener('click', () => {
      const chosen = Object.fromEntries(fields.map(field => field.chosen()));
      this.panel.remove();
      done(chosen);
    });
    this.openPanel(`This was also changed by ${them}`,
      make('p', { textContent: 'Nothing was replaced. Choose which version goes on; the other one stays among the earlier versions.' }),
      ...fields, button);
  }

  offer(message, fields, names, discard) {
    this.say(message, 'problem');
    if (Object.keys(fields).length) {
      this.openPanel('What you typed is still here', make('p', { textContent: message }), ...copies(fields, names),
        closing('I have what I need', () => {
          discard();
          this.panel.remove();
        }));
    }
  }

  leaveUnsaved() {
    return new Promise(answer => {
      const leave = make('button', { type: 'button', className: 'btn btn-default', textContent: 'Sign out and lose it' });
      const stay = make('button', { type: 'button', className: 'btn btn-primary', textContent: 'Stay signed in' });
      leave.addEventListener('click', () => answer(true));
      stay.addEventListener('click', () => {
        this.panel.remove();
        answer(false);
      });
      this.openPanel('Some of your text is not saved yet',
        make('p', { textContent: 'The server could not take it so far. Signing out removes it from this computer.' }), stay, ' ', leave);
    });
  }

  async toggleEarlier() {
    const isOpen = this.earlier.getAttribute('aria-expanded') === 'true';
    this.earlier.setAttribute('aria-expanded', String(!isOpen));
    this.list?.remove();
    if (isOpen) {
      return;
    }
    this.list = make('section', { className: 'peer-challenge-panel', tabIndex: -1 }, make('h3', { textContent: 'Earlier versions' }));
    this.list.setAttribute('aria-label', 'Earlier versions');
    this.bar.after(this.list);
    try {
      const versions = await this.history.history();
      this.list.append(versions.length
        ? make('ul', {}, ...versions.map(version => this.version(version)))
        : make('p', { textContent: 'There is none yet. One is kept every five minutes while you write, and whenever somebody else takes over or much is deleted.' }));
    } catch {
      this.list.append(make('p', { textContent: 'The earlier versions cannot be read just now. Please try again in a minute.' }));
    }
    this.list.focus();
  }

  version({ id, savedBy, savedAt, characters, sent }) {
    const called = `${sent ? 'Sent' : 'Saved'} ${when(savedAt)} by ${savedBy}, ${characters.toLocaleString('en-GB')} characters`;
    const item = make('li', {}, make('span', { textContent: called }));
    const read = make('button', { type: 'button', className: 'btn btn-link', textContent: 'Read' });
    read.setAttribute('aria-label', `Read the version ${called}`);
    read.addEventListener('click', async () => {
      read.remove();
      const content = await this.history.version(id);
      item.append(...copies(content, this.names));
      if (this.open.isMine()) {
        item.append(closing('Put this version back', () => {
          this.toggleEarlier();
          this.history.restore(content);
          this.note('The earlier version is back in the form. What stood there before is among the earlier versions.');
          this.open.container.querySelector('input, textarea')?.focus();
        }));
      }
    });
    item.append(' ', read);
    return item;
  }

  openPanel(title, ...content) {
    this.panel?.remove();
    this.panel = panel(title, content);
    this.open.container.before(this.panel);
    this.panel.querySelector('h3').focus();
    this.panel.scrollIntoView({ block: 'start' });
  }
}

// Text of a task that is not open and cannot be saved any more.
export function offerLoose(message, fields, names, discard) {
  const place = panel('Text that was not saved', [make('p', { textContent: message }), ...copies(fields, names),
    closing('I have what I need', () => {
      discard();
      place.remove();
    })]);
  document.querySelector('.peer-challenge-loose')?.remove();
  place.classList.add('peer-challenge-loose');
  document.body.append(place);
}

function copies(fields, names = {}) {
  return Object.entries(fields).map(([key, value]) => {
    const text = make('textarea', { readOnly: true, value: words(value, names, `${key}.`), rows: 4 });
    return make('label', {}, names[key] ?? key, text);
  });
}

function closing(label, then) {
  const button = make('button', { type: 'button', className: 'btn btn-default', textContent: label });
  button.addEventListener('click', then);
  return button;
}

function panel(title, content) {
  const section = make('section', { className: 'peer-challenge-panel' },
    make('h3', { textContent: title, tabIndex: -1 }), ...content);
  section.setAttribute('aria-label', title);
  return section;
}

function make(name, properties = {}, ...content) {
  const { role, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  if (role) {
    element.setAttribute('role', role);
  }
  element.append(...content);
  return element;
}
