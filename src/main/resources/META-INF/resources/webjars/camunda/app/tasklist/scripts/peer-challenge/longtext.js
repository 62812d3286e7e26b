// Room for long text: counts words and says how much may still be written, and takes text from Word without what Word hides in it.
import { plain } from './plain.js';
import { onForm, onOpening } from './vendor.js';

const NEARLY_FULL = 0.9;
const AFTER_TYPING = 1_000;
const WHILE_TYPING = 1_000;
const A_MOMENT = 200;
const IN_ENGLISH = new Intl.NumberFormat('en-GB');
const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

export function easeLongText() {
  onOpening(open => countAsPeopleDo(open.form.get('validator')));
  onForm(open => {
    // A new row is known to the form a moment after it is drawn.
    new MutationObserver(() => setTimeout(() => look(open), A_MOMENT))
      .observe(open.container, { childList: true, subtree: true });
    open.container.addEventListener('paste', paste);
    look(open);
  });
}

function look(open) {
  open.container.querySelectorAll('textarea.fjs-textarea').forEach(element => {
    standAlone(open, element);
    count(open, element);
  });
}

// The browser's autofill reads the whole of a form anew at every key, and this with ten long texts in it. A text that
// belongs to an empty form of its own leaves it nothing to read; form-js does not ask whose its fields are.
function standAlone(open, element) {
  if (!element.hasAttribute('form')) {
    const id = `${element.id}-alone`;
    if (!document.getElementById(id)) {
      open.container.append(Object.assign(document.createElement('form'), { id, hidden: true }));
    }
    element.setAttribute('form', id);
  }
}

// JavaScript holds a letter of a rare script in two units, and form-js counts units.
function countAsPeopleDo(validator) {
  const { validateFieldInstance } = validator;
  validator.validateFieldInstance = (instance, value) => validateFieldInstance.call(validator, instance,
    typeof value === 'string' ? value.replace(PAIR, 'x') : value);
}

export function characters(text) {
  return text.length - (text.match(PAIR)?.length ?? 0);
}

function count(open, element) {
  if (element.dataset.counted) {
    return;
  }
  const instance = open.instanceOf(element);
  const most = instance && Number(open.form.get('formFieldRegistry').get(instance.id).validate?.maxLength);
  if (!most) {
    return;
  }
  element.dataset.counted = 'yes';
  const left = document.createElement('div');
  left.className = 'peer-challenge-left';
  left.id = `${element.id}-left`;
  const voice = document.createElement('span');
  voice.className = 'peer-challenge-draft-voice';
  voice.setAttribute('role', 'status');
  element.parentElement.append(left, voice);
  element.setAttribute('aria-describedby', `${element.getAttribute('aria-describedby') ?? ''} ${left.id}`.trim());
  // The letters of one text change, which nobody who follows the page hears of.
  const words = left.appendChild(document.createTextNode(''));
  const spoken = voice.appendChild(document.createTextNode(''));
  let soon;
  let later;
  // After the key, and not at every one; said aloud when somebody pauses.
  const show = () => {
    soon = null;
    const length = characters(element.value);
    words.data = `${wordsOf(element.value)} · ${remaining(length, most)}`;
    left.classList.toggle('peer-challenge-too-long', length > most);
    if (length >= most * NEARLY_FULL) {
      later = setTimeout(() => { spoken.data = words.data; }, AFTER_TYPING);
    } else {
      spoken.data = '';
    }
  };
  const showSoon = () => {
    clearTimeout(later);
    soon ??= setTimeout(show, WHILE_TYPING);
  };
  element.addEventListener('input', showSoon);
  element.addEventListener('focus', showSoon);
  show();
}

export function wordsOf(text) {
  const number = text.match(/\S+/g)?.length ?? 0;
  return number === 1 ? '1 word' : `${IN_ENGLISH.format(number)} words`;
}

export function remaining(length, most) {
  const number = IN_ENGLISH.format(Math.abs(most - length));
  const characters = Math.abs(most - length) === 1 ? 'character' : 'characters';
  return length > most ? `${number} ${characters} too many` : `${number} ${characters} left`;
}

async function paste(event) {
  const field = event.target;
  const isLong = field.matches?.('textarea');
  if (!isLong && !field.matches?.('input.fjs-input[type=text]') || field.readOnly || !event.clipboardData) {
    return;
  }
  const html = event.clipboardData.getData('text/html');
  const asText = event.clipboardData.getData('text/plain');
  if (!html && !asText) {
    return;
  }
  event.preventDefault();
  const text = html && await import('./longtext-word.js').then(word => word.textOf(html), () => '') || plain(asText);
  // Kept in the browser's own undo, and seen by everybody as typing.
  field.focus();
  document.execCommand('insertText', false, isLong ? text : text.replace(/\s*\n\s*/g, ' '));
}
