// The only place that reaches into the vendor's bundle (Camunda 7.24.0 with form-js 1.8.7, or Operaton 1.0.3). It asks by
// shape, not by number or name; what is not found is told to the person and to the office, because text may then be lost.
//
// The other modules meet a form through these, all of them before Tasklist starts:
//   onOpening(f)   f(open, data) before a form is drawn; gives back (or promises) the values to draw it with
//   onForm(f)      f(open) when it is drawn
//   onTyping(f)    f(open) when somebody begins to type, and again half a second later as long as they do
//   onChanged(f)   f(open, fields) when its values changed, and every half second while somebody types; then with the names
//                  of the fields typed in
//   onSending(f)   f(open) before it is sent; a promise is waited for, and one that is rejected keeps the form here: its
//                  reason's message is said
//   onSent(f)      f(open) when the task is done
//   onNotSent(f)   f(open, error) when the form or the server refused it
//   onLeft(f)      f(open) when the form goes away: another task, another tab of the task, signing out
//   onAssigned(f)  f(open) when somebody took the task on or gave it back
//   onSignedOut(f) f(open) when the session has ended; Tasklist does not leave the form
//   onSaveAsked(f) f(open) when the vendor's "Save" is pressed; the vendor's own saving is off
//   registerField(type, { label, emptyValue, draw(element, props) })   a field of our own; props.value, props.onChange({ value })
//   onUser(f), currentUser()   who is signed in, null when nobody is
//   sinceTyped()   milliseconds since somebody typed into a form that is open
// An `open` is one form of one task: taskId (none when a year is started), form (form-js), schema, container (its element),
// typedAt (milliseconds, as performance.now()), assignee(), isMine(), isFree(), refresh(), values(), setValues(some), setReadOnly(whether).

import { PRODUCT } from './words.js';

const NEEDED = ['_setState', '_getState', '_update', 'importSchema', 'setProperty'];
const NO_NEWS_WHILE_TYPING = 5_000;
const LOOK_WHILE_TYPING = 500;
// form-js takes a text over, checks it and draws the whole form anew 0.3 seconds after a key: between any two words.
const TAKEN_OVER_AFTER = 600;
const TYPED_IN = 'textarea.fjs-textarea, input.fjs-input[type=text]';

const listeners = { opening: [], form: [], typing: [], changed: [], sending: [], sent: [], notSent: [], left: [], assigned: [], signedOut: [], saveAsked: [], user: [] };
const fields = new Map();
const opened = new WeakMap();
const drawn = new Set();
let root;

const add = name => listener => void listeners[name].push(listener);
export const onOpening = add('opening');
export const onForm = add('form');
export const onTyping = add('typing');
export const onChanged = add('changed');
export const onSending = add('sending');
export const onSent = add('sent');
export const onNotSent = add('notSent');
export const onLeft = add('left');
export const onAssigned = add('assigned');
export const onSignedOut = add('signedOut');
export const onSaveAsked = add('saveAsked');
export const onUser = add('user');

export function registerField(type, field) {
  fields.set(type, field);
}

export function currentUser() {
  return root?.authentication?.name ?? null;
}

// Milliseconds since somebody last typed into any open form.
export const sinceTyped = () => performance.now() - Math.max(...[...drawn].map(open => open.typedAt), -Infinity);

// One listener's mistake must not take the form from the others, or from the person.
function tell(name, ...what) {
  return listeners[name].map(listener => {
    try {
      return listener(...what);
    } catch (e) {
      console.error(e);
      return undefined;
    }
  });
}

class Open {
  constructor(taskId, container, scope) {
    Object.assign(this, { taskId, container, scope, form: null, schema: null, drawn: false, typing: new Map(), timer: null, typedAt: -Infinity });
  }

  // What the vendor keeps under a name, in whichever scope around the form.
  vendors(name) {
    let { scope } = this;
    while (scope && !(Object.hasOwn(scope, name) && scope[name])) {
      scope = scope.$parent;
    }
    return scope?.[name];
  }

  assignee() {
    return this.vendors('task')?.assignee ?? null;
  }

  isMine() {
    return currentUser() !== null && this.assignee() === currentUser();
  }

  isFree() {
    return currentUser() !== null && Boolean(this.vendors('task')) && !this.assignee();
  }

  // Has the vendor's view ask the server whose the task is.
  refresh() {
    this.vendors('taskData')?.changed('task');
  }

  // What stands in the form, with what was typed in the last moments: form-js takes text over after a pause in typing only.
  values() {
    let { data } = this.form._getState();
    for (const [element, { valuePath }] of this.typing) {
      data = withValue(data, valuePath, element.value);
    }
    return data;
  }

  setValues(some) {
    this.takeOver();
    const { data } = this.form._getState();
    this.form._setState({ data: { ...data, ...JSON.parse(JSON.stringify(some)) }, errors: {} });
  }

  setReadOnly(whether) {
    if (Boolean(this.form._getState().properties.readOnly) !== whether) {
      this.takeOver();
      this.form.setProperty('readOnly', whether);
    }
  }

  // A field is drawn anew with what form-js knows of it: whatever it does not know yet would be gone.
  takeOver() {
    const typed = [...this.typing];
    this.typing.clear();
    typed.filter(([element]) => element.isConnected)
      .forEach(([element, fieldInstance]) => this.form._update({ fieldInstance, value: element.value }));
  }

  typed(element) {
    this.typedAt = performance.now();
    const instance = this.typing.get(element) ?? (element.matches?.(TYPED_IN) && this.instanceOf(element));
    if (instance) {
      this.typing.set(element, instance);
      if (!this.timer) {
        this.timer = setTimeout(() => this.look([...this.typing.values()].map(({ valuePath }) => valuePath[0])), LOOK_WHILE_TYPING);
        tell('typing', this);
      }
    }
  }

  look(fields) {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.drawn) {
      tell('changed', this, fields);
    }
  }

  changed({ data }) {
    for (const [element, { valuePath }] of this.typing) {
      if (!element.isConnected || element.value === valueAt(data, valuePath)) {
        this.typing.delete(element);
      }
    }
    this.look();
  }

  instanceOf(element) {
    return this.form.get('formFieldInstanceRegistry').getAllKeyed()
      .find(({ id, indexes }) => element.id === [`fjs-form-${this.form._id}-${id}`, ...Object.values(indexes ?? {})].join('_'));
  }

  leave() {
    if (this.drawn) {
      this.look();
    }
    this.drawn = false;
    drawn.delete(this);
    tell('left', this);
  }
}

// For pure use and for tests: the value at a path, and a copy of the data with another value there.
export function valueAt(data, path) {
  return path.reduce((part, key) => part?.[key], data);
}

export function withValue(data, [key, ...rest], value) {
  const copy = Array.isArray(data) ? [...data] : { ...data };
  copy[key] = rest.length ? withValue(copy[key] ?? (typeof rest[0] === 'number' ? [] : {}), rest, value) : value;
  return copy;
}

// The class that every Camunda form is drawn by, or undefined.
function formClass() {
  let found;
  try {
    // A chunk with an unknown name and no modules: webpack hands its "require" to the third part.
    self[`webpackChunk${PRODUCT}_bpm_webapp`].push([[Symbol('peer-challenge')], {}, require => {
      found = Object.keys(require.m).filter(id => /fjs-powered-by/.test(require.m[id].toString()))
        .flatMap(id => Object.values(require(id))).find(isForm);
    }]);
  } catch (e) {
    console.error(e);
  }
  return found;
}

const isForm = one => NEEDED.every(name => typeof one?.prototype?.[name] === 'function');

export const Form = formClass();

// Follows every form that Tasklist draws.
export function followForms() {
  if (!Form) {
    tellThatMissing('form', ', and lists cannot be completed');
    return;
  }
  const importSchema = Form.prototype.importSchema;
  Form.prototype.importSchema = async function (schema, data) {
    const open = opened.get(this._container?.parentNode);
    if (!open) {
      return importSchema.call(this, schema, data);
    }
    Object.assign(open, { form: this, schema });
    this.get('config').debounce = TAKEN_OVER_AFTER;
    fields.forEach((field, type) => this.get('formFields').register(type, component(this, type, field)));
    let values = data;
    for (const listener of listeners.opening) {
      try {
        values = await listener(open, values) ?? values;
      } catch (e) {
        console.error(e);
      }
    }
    const result = await importSchema.call(this, schema, values);
    if (!open.gone) {
      open.drawn = true;
      drawn.add(open);
      this.on('changed', state => open.changed(state));
      open.container.addEventListener('input', event => open.typed(event.target), true);
      tell('form', open);
    }
    return result;
  };
}

// form-js draws with Preact, which the bundle hides: an empty spacer of its own is the element that we draw into.
function component(form, type, { label, emptyValue, draw }) {
  const spacer = form.get('formFields').get('spacer');
  const drawn = props => {
    const element = spacer({ field: {} });
    element.props = { class: `fjs-form-field peer-challenge-${type}` };
    element.ref = place => place && draw(place, props);
    return element;
  };
  drawn.config = { type, keyed: true, label, group: 'basic-input', emptyValue, create: (given = {}) => given };
  return drawn;
}

// Called when the vendor's modules stand and Tasklist has not started (see before-start.js).
export function followTasks() {
  const orTell = step => (...given) => {
    try {
      return step(...given);
    } catch (e) {
      console.error(e);
      tellThatMissing('task', '');
    }
  };
  orTell(() => window.angular.module('cam.tasklist.form')
    .config(['$provide', orTell($provide => {
      $provide.decorator(`camTasklistForm${PRODUCT[0].toUpperCase()}${PRODUCT.slice(1)}Directive`, ['$delegate', $delegate => $delegate.map(decorated)]);
    })])
    .run(['$rootScope', '$injector', ($rootScope, $injector) => {
      root = $rootScope;
      // Dates as dates. “A minute ago” is written anew every second, once for each task of the list.
      if ($injector.has('amTimeAgoConfig')) {
        Object.assign($injector.get('amTimeAgoConfig'), { fullDateThreshold: -Infinity, fullDateFormat: 'D MMMM YYYY' });
      }
      // The page stays under the fingers of who is signed out while writing: the keys would go nowhere.
      $rootScope.$on('authentication.login.required', event => {
        if (drawn.size) {
          event.preventDefault();
          drawn.forEach(open => tell('signedOut', open));
        }
      });
      // Every ten seconds Tasklist asks for news and draws its list anew: a key that lags, to somebody who types.
      const { $broadcast } = $rootScope;
      $rootScope.$broadcast = function (name, ...what) {
        const now = performance.now();
        return name === 'refresh' && [...drawn].some(open => open.taskId && now - open.typedAt < NO_NEWS_WHILE_TYPING)
          ? undefined : $broadcast.call(this, name, ...what);
      };
      $rootScope.$on('authentication.changed', (event, who) => tell('user', who?.name ?? null));
    }]))();
}

function decorated(directive) {
  const { link } = directive;
  directive.compile = () => function (scope, element, attributes, controller) {
    const { taskId } = controller.getParams();
    const open = new Open(taskId, element[0], scope);
    opened.set(element[0], open);
    // The vendor's drafts stay in this browser, in clear, and hide newer values of the server.
    localStorage.removeItem(`${PRODUCT}-form:${taskId}`);
    scope.$watch(() => open.assignee(), () => open.drawn && tell('assigned', open));
    // What nobody has can be written and sent by who may take it on; the vendor asks for a click first.
    scope.$watch(() => open.isFree() && open.vendors('options')?.disableForm,
      off => off && Object.assign(open.vendors('options'), { disableForm: false, disableCompleteButton: false }));
    scope.$on('$destroy', () => {
      open.leave();
      open.gone = true;
    });
    const $on = scope.$on;
    scope.$on = (name, listener) => name === 'authentication.login.required' ? () => {} : $on.call(scope, name, listener);
    link.call(this, scope, element, attributes, Object.assign(Object.create(controller), {
      registerSaveHandler: () => controller.registerSaveHandler(() => tell('saveAsked', open)),
      registerCompletionHandler: complete => controller.registerCompletionHandler(async done => {
        const held = (await Promise.allSettled(tell('sending', open))).find(({ status }) => status === 'rejected');
        if (held) {
          tell('notSent', open, held.reason);
          done(held.reason);
          return;
        }
        open.takeOver();
        complete((error, result) => {
          tell(error ? 'notSent' : 'sent', open, error);
          done(error, result);
        });
      })
    }));
    delete scope.$on;
  };
  return directive;
}

// Says it once to the person, and to the office through the server, which sends it once.
function tellThatMissing(part, more) {
  const what = `Forms cannot keep what you type in this version of Tasklist${more}.`;
  console.error(`peer-challenge: ${what}`);
  const note = document.createElement('p');
  note.className = 'peer-challenge-missing';
  note.setAttribute('role', 'alert');
  note.textContent = `${what} Please tell the programme office before you go on.`;
  document.body.append(note);
  tellOffice(part);
}

async function tellOffice(part) {
  const answer = await fetch('/tasks/troubles', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ part })
  }).catch(() => undefined);
  if (!answer || answer.status === 401) {
    setTimeout(() => tellOffice(part), 30_000);
  }
}
