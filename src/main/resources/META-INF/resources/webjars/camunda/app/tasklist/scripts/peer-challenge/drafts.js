// Saves by itself what people type within a second of the key: on the server, and in this browser what the server does not
// take at once. Opens a form with what was typed before, by whom and wherever. Who sees what when two wrote the same is in
// drafts-page.js.
import { onDesk } from './desk.js';
import { changedSince, clashing, pick, same, texts, verdict } from './drafts-merge.js';
import * as page from './drafts-page.js';
import { sendWhatIsLeft } from './drafts-left.js';
import * as server from './drafts-server.js';
import * as store from './drafts-store.js';
import { currentUser, onAssigned, onChanged, onForm, onLeft, onNotSent, onOpening, onSaveAsked, onSending, onSent, onSignedOut, onTyping, onUser } from './vendor.js';

const A_MOMENT = 200;
const A_MINUTE = 60_000;
const QUIET = 1_000;
const LONGEST_WAIT = 3_000;
const TRY_AGAIN = [1_000, 2_000, 4_000, 8_000, 15_000];

// The states of a draft and what follows each. `types`: what is typed is taken up; `saves`: it goes to the server; `here`:
// this browser keeps it at once; `ended`: this person does not write it.
const STATES = {
  opening: { next: ['writing', 'left'] },
  writing: { types: 1, saves: 1, next: ['waiting', 'choosing', 'sending', 'taken', 'gone', 'over', 'leaving'] },
  // The server does not answer.
  waiting: { types: 1, saves: 1, here: 1, next: ['waiting', 'writing', 'choosing', 'sending', 'taken', 'gone', 'over', 'leaving'] },
  // Two wrote the same.
  choosing: { types: 1, here: 1, next: ['writing', 'sending', 'taken', 'gone', 'over', 'left'] },
  // Tasklist sends the form.
  sending: { types: 1, here: 1, next: ['writing', 'choosing', 'taken', 'gone', 'over', 'left'] },
  // A colleague has the task, or nobody; the last words are taken up before it is only read.
  taken: { types: 1, here: 1, ended: 1, next: ['writing', 'reading', 'over', 'left'] },
  reading: { ended: 1, next: ['writing', 'over', 'left'] },
  gone: { types: 1, here: 1, ended: 1, next: ['over', 'left'] },
  over: { ended: 1, next: ['left'] },
  // The last save is on its way.
  leaving: { types: 1, saves: 1, next: [] },
  left: { types: 1, here: 1, next: [] }
};

const drafts = new Map();
// The last saves of forms that were left: who comes back at once waits for them.
const leaving = new Map();

export function keepDrafts() {
  store.dropOld();
  onOpening((open, data) => open.taskId && begin(open, data));
  onForm(open => drafts.get(open)?.drawn());
  onTyping(open => drafts.get(open)?.view?.saving());
  onChanged((open, fields) => drafts.get(open)?.changed(fields));
  onAssigned(open => drafts.get(open)?.letWrite());
  // The server knows better than the vendor's view, which asks only once.
  onDesk(now => drafts.forEach((draft, open) =>
    now?.task && open.taskId === now.id && (now.mine !== open.isMine() || now.with && open.isFree()) && open.refresh()));
  onSignedOut(async open => {
    drafts.get(open)?.view?.waiting('signedOut');
    (await import('./drafts-return.js')).comeBack(open.taskId, saveEverything);
  });
  onSaveAsked(open => drafts.get(open)?.send());
  onSending(open => drafts.get(open)?.pause());
  onNotSent(open => drafts.get(open)?.goOn());
  onSent(open => drafts.get(open)?.finish());
  onLeft(open => {
    drafts.get(open)?.leave();
    drafts.delete(open);
  });
  const tryAll = () => {
    drafts.forEach(draft => draft.tryNow());
    sendWhatIsLeft(currentUser(), [...drafts.keys()].map(({ taskId }) => taskId));
  };
  onUser(user => user && tryAll());
  addEventListener('online', tryAll);
  setInterval(() => currentUser() && store.hasAnyOf(currentUser()) && tryAll(), A_MINUTE);
  addEventListener('pagehide', () => drafts.forEach(draft => draft.goAway()));
  document.addEventListener('visibilitychange', () => document.hidden && drafts.forEach(draft => draft.goAway()));
  // Signing out waits until the server has everything, and leaves nothing in the browser.
  document.addEventListener('click', holdSigningOut, true);
}

// Whatever is not saved yet of any open form; for those who want to leave the page. Whether all of it is saved then.
export async function saveEverything() {
  const all = [...drafts.values()];
  await Promise.all(all.map(draft => draft.saved()));
  return !all.some(draft => draft.hasUnsaved());
}

async function begin(open, data) {
  const draft = new Draft(open);
  drafts.set(open, draft);
  return draft.opening(data);
}

class Draft {
  constructor(open) {
    Object.assign(this, {
      open,
      user: currentUser(),
      writer: crypto.randomUUID?.() ?? String(Math.random()).slice(2),
      seq: 0,
      base: null,
      standing: {},
      prefill: {},
      pending: {},
      known: {},
      asked: null,
      failures: 0,
      state: 'opening'
    });
  }

  get is() {
    return STATES[this.state];
  }

  // Whether it came to that.
  become(state) {
    const may = this.is.next.includes(state);
    this.state = may ? state : this.state;
    return may;
  }

  writeOrChoose() {
    this.become(this.asked ? 'choosing' : 'writing');
  }

  // The values to draw: the server's, over them the draft, over that what only this browser has.
  async opening(data) {
    await leaving.get(this.open.taskId);
    this.prefill = JSON.parse(JSON.stringify(data));
    let problem;
    try {
      this.take(await server.load(this.open.taskId));
    } catch (e) {
      problem = e;
    }
    this.left = store.leftOf(this.user, this.open.taskId);
    for (const copy of this.left) {
      const what = this.base === null ? 'adopt' : verdict(copy, this.server);
      if (what === 'adopt') {
        Object.assign(this.pending, copy.changes);
      } else if (what === 'ask') {
        this.asked = { ...this.asked, ...copy.changes };
      }
    }
    this.problem = problem;
    return { ...data, ...structuredClone(this.standing), ...structuredClone(this.pending) };
  }

  drawn() {
    this.become('writing');
    this.known = { ...texts(this.open.values()), ...texts(this.pending) };
    this.view = page.show(this.open, {
      history: () => server.earlier(this.open.taskId),
      version: id => server.earlierOne(this.open.taskId, id),
      restore: content => this.restore(content)
    });
    this.letWrite();
    if (this.problem) {
      this.failed(this.problem);
    } else {
      this.view.saved(this.server);
    }
    if (Object.keys(this.pending).length) {
      this.view.tell(this.problem ? '' : 'What you typed before was still in this browser and is back.');
      this.seq++;
      this.save();
    }
    if (this.asked) {
      const mine = this.asked;
      this.asked = null;
      this.ask(mine, this.server);
    }
    this.left.filter(({ page: gone }) => gone !== this.writer).forEach(({ page: gone }) => store.drop(this.user, this.open.taskId, gone));
    this.keepHere();
  }

  // Looking takes nothing: what nobody has becomes this person's with the first key, as the server saves it. A colleague's is
  // read; whose it is and how to take it over stands above the form (head.js).
  letWrite() {
    const mine = this.open.isMine();
    if (mine && (this.state === 'taken' || this.state === 'reading')) {
      Object.assign(this.pending, this.asked);
      Object.assign(this, { asked: null, base: null });
      this.become('writing');
      this.view.goOn();
      this.send();
    }
    if (this.is.ended || !this.is.next.length || !currentUser()) {
      return;
    }
    const reads = !mine && !this.open.isFree();
    if (reads && this.isTyping()) {
      setTimeout(() => this.letWrite(), QUIET);
    } else {
      this.open.setReadOnly(reads);
    }
  }

  changed(fields) {
    const values = this.open.values();
    const changes = changedSince(this.known, fields ? pick(values, fields) : values);
    if (!this.is.types || !Object.keys(changes).length) {
      this.view?.settled(!this.hasUnsaved());
      return;
    }
    Object.assign(this.known, texts(changes));
    for (const [key, value] of Object.entries(changes)) {
      // What is asked for just now goes on being typed.
      (this.asked && key in this.asked ? this.asked : this.pending)[key] = value;
    }
    this.seq++;
    this.save();
  }

  // On the server. In the browser too, at once where it is not to be had, and otherwise when it takes longer than a moment.
  save() {
    if (this.is.here || this.saving) {
      this.keepHere();
    } else {
      this.keeping ??= setTimeout(() => this.keepHere(), A_MOMENT);
    }
    if (!this.is.ended) {
      this.view.saving();
      this.send();
    }
  }

  keepHere() {
    clearTimeout(this.keeping);
    this.keeping = null;
    const keys = [...Object.keys(this.pending), ...Object.keys(this.asked ?? {})];
    if (!keys.length) {
      store.drop(this.user, this.open.taskId, this.writer);
      return;
    }
    const kept = store.keep(this.user, this.open.taskId, this.writer, {
      base: this.base ?? 0,
      writer: this.writer,
      seq: this.seq,
      changes: { ...this.pending, ...this.asked },
      was: pick(this.standing, keys),
      labels: page.labels(this.open.schema, keys)
    });
    this.view?.kept(kept);
  }

  noRetry() {
    clearTimeout(this.retry);
    this.retry = null;
  }

  // One save after the other; done when there is nothing left to send, or sending failed.
  send() {
    this.noRetry();
    this.again = true;
    this.saving ??= this.saveAll().finally(() => { this.saving = null; });
    return this.saving;
  }

  async saveAll() {
    while (this.again && this.maySave()) {
      this.again = false;
      await this.saveNow();
    }
  }

  maySave() {
    return this.is.saves && this.hasUnsaved();
  }

  hasUnsaved() {
    return Object.keys({ ...this.pending, ...this.asked }).length > 0;
  }

  async saveNow(goingAway = false) {
    const sent = structuredClone(this.pending);
    const { keepEarlier, seq } = this;
    try {
      if (this.base === null) {
        this.meetAfterAll(await server.load(this.open.taskId));
        if (this.asked) {
          return;
        }
      }
      const answer = await server.save(this.open.taskId,
        { base: this.base, writer: this.writer, seq, changes: sent, keep: Boolean(keepEarlier) }, goingAway);
      this.failures = 0;
      this.state === 'waiting' && this.become('writing');
      this.keepEarlier = false;
      this.base = answer.version;
      this.server = { ...this.server, ...answer, content: { ...this.standing, ...sent } };
      this.standing = this.server.content;
      Object.keys(sent).filter(key => same(sent[key], this.pending[key])).forEach(key => delete this.pending[key]);
      this.keepHere();
      if (this.open.isFree()) {
        this.open.refresh();
      }
      this.view?.saved(answer, !this.hasUnsaved());
      this.again ||= this.hasUnsaved();
    } catch (e) {
      this.failed(e);
    }
  }

  failed(problem) {
    if (this.is.ended) {
      return;
    }
    this.keepHere();
    if (problem.kind === 'CONFLICT') {
      this.meet(problem.draft);
      this.again = !this.asked;
    } else if (problem.kind === 'GONE' || problem.kind === 'NOT_YOURS') {
      this.stop(problem);
    } else if (problem.kind === 'TOO_LONG') {
      this.view?.problem(problem.message);
    } else {
      this.view?.waiting(problem.kind);
      if (this.become('waiting')) {
        this.retry ??= setTimeout(() => this.send(), TRY_AGAIN[Math.min(this.failures++, TRY_AGAIN.length - 1)]);
      }
    }
  }

  // The form was opened without the server's draft: what this browser had of an earlier page may simply follow on it.
  meetAfterAll(draft) {
    const follows = this.left.filter(copy => verdict(copy, draft) !== 'ask').flatMap(copy => Object.keys(copy.changes));
    this.standing = pick(draft.content, follows);
    this.meet(draft);
  }

  // Somebody else saved in between: what only they changed is shown, what both changed is asked.
  meet(draft) {
    const both = clashing(this.pending, this.standing, draft.content);
    const theirs = Object.keys(draft.content)
      .filter(key => !(key in this.pending) && !same(draft.content[key], this.standing[key]));
    const mine = pick(this.pending, both);
    this.take(draft);
    if (theirs.length) {
      this.put(pick(draft.content, theirs));
      this.view.alsoChanged(draft, theirs);
    }
    if (both.length) {
      both.forEach(key => delete this.pending[key]);
      this.ask(mine, draft);
    }
  }

  take(draft) {
    this.server = draft;
    this.base = draft.version;
    this.standing = draft.content;
  }

  // Into the form, as something known: it is not typed here.
  put(fields) {
    Object.assign(this.known, texts(fields));
    this.open.setValues(fields);
  }

  ask(mine, draft) {
    this.asked = { ...this.asked, ...mine };
    this.state !== 'sending' && this.writeOrChoose();
    this.keepHere();
    this.view.mustChoose(draft);
    this.whenQuiet(() => {
      if (!this.asked) {
        return;
      }
      const theirs = Object.fromEntries(Object.keys(this.asked).map(key => [key, this.standing[key] ?? this.prefill[key] ?? null]));
      this.view.choose(draft, this.asked, theirs, chosen => this.chosen(chosen, theirs));
    });
  }

  // Nothing is put in the way of somebody's fingers: their next keys would go nowhere.
  isTyping() {
    return performance.now() - this.open.typedAt < QUIET;
  }

  whenQuiet(then) {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      if (this.is.next.length) {
        this.isTyping() ? this.whenQuiet(then) : then();
      }
    }, this.open.typedAt > 0 ? QUIET : 0);
  }

  // Mine goes over theirs first, so that both are among the earlier versions whatever was chosen.
  async chosen(chosen, theirs) {
    const mine = this.asked;
    this.asked = null;
    this.state === 'choosing' && this.writeOrChoose();
    Object.assign(this.pending, mine);
    this.keepEarlier = true;
    this.seq++;
    this.put(mine);
    this.keepHere();
    await this.send();
    const { join } = await import('./drafts-choice.js');
    const taken = Object.keys(chosen).filter(key => chosen[key] !== 'ours')
      .map(key => [key, chosen[key] === 'both' ? join(mine[key], theirs[key]) : theirs[key]]);
    if (taken.length) {
      this.keepEarlier = true;
      this.open.setValues(Object.fromEntries(taken));
      this.changed();
    }
  }

  restore(content) {
    this.keepEarlier = true;
    this.open.setValues(content);
    this.changed();
  }

  // The task is done or somebody else's: whatever is not saved is offered for copying, to the last key.
  stop(problem) {
    const [now, then] = problem.kind === 'GONE' ? ['gone', 'over'] : ['taken', 'reading'];
    this.become(now);
    this.noRetry();
    this.view.problem(problem.message);
    this.whenQuiet(() => {
      if (this.state === now) {
        this.open.look();
        this.become(then);
        this.open.setReadOnly(true);
        this.view.offer(problem.message, { ...this.pending, ...this.asked },
          () => store.drop(this.user, this.open.taskId, this.writer));
      }
    });
  }

  // Where two wrote the same, nothing is sent before somebody has chosen: the other's text would be gone.
  async pause() {
    this.become('sending');
    this.noRetry();
    await this.saving;
    if (this.asked) {
      throw new Error('Two versions are shown above the form. Please choose which one goes on, then send.');
    }
  }

  goOn() {
    this.state === 'sending' && this.writeOrChoose();
    this.asked && this.view.leadToChoice();
    this.send();
  }

  finish() {
    this.become('over');
    this.noRetry();
    this.pending = {};
    this.asked = null;
    this.keepHere();
  }

  tryNow() {
    this.failures = 0;
    this.send();
  }

  goAway() {
    this.open.look();
    this.sendLast();
  }

  // The page may be gone before the answer comes.
  sendLast() {
    this.keepHere();
    return this.maySave() ? this.saveNow(true) : undefined;
  }

  leave() {
    const { taskId } = this.open;
    const sent = this.sendLast();
    this.become('leaving') || this.become('left');
    const last = Promise.race([sent, new Promise(done => setTimeout(done, LONGEST_WAIT))]);
    leaving.set(taskId, last);
    last.then(() => leaving.get(taskId) === last && leaving.delete(taskId));
  }

  saved() {
    this.open.look();
    return this.send();
  }
}

let signingOut = false;

async function holdSigningOut(event) {
  const link = event.target.closest?.('[ng-click*="logout"], .logout a, a.logout');
  const user = currentUser();
  if (!link || !user || signingOut) {
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const [draft] = await saveEverything() ? [] : drafts.values();
  if (draft && !await draft.view.leaveUnsaved().catch(() => false)) {
    return;
  }
  drafts.forEach(draft => draft.finish());
  store.dropAllOf(user);
  signingOut = true;
  link.click();
  signingOut = false;
}
