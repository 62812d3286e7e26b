// Room for long text: says how much may still be written, and takes text from Word without what Word hides in it.
import { onForm, onOpening } from './vendor.js';

const NEARLY_FULL = 0.9;
const AFTER_TYPING = 1_000;
const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const BULLET = '•';
// As Word writes bullets: in fonts of symbols, on code points that mean nothing elsewhere.
const WORDS_BULLETS = /^[\uF000-\uF0FF·•●○■□▪▫§oØ–-]$/;

export function easeLongText() {
  onOpening(open => countAsPeopleDo(open.form.get('validator')));
  onForm(open => {
    const look = () => open.container.querySelectorAll('textarea.fjs-textarea').forEach(element => count(open, element));
    new MutationObserver(() => requestAnimationFrame(look)).observe(open.container, { childList: true, subtree: true });
    open.container.addEventListener('paste', paste);
    look();
  });
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
  if (!most || element.readOnly) {
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
  let later;
  const show = () => {
    const length = characters(element.value);
    left.textContent = remaining(length, most);
    left.classList.toggle('peer-challenge-too-long', length > most);
    clearTimeout(later);
    if (length >= most * NEARLY_FULL) {
      later = setTimeout(() => { voice.textContent = left.textContent; }, AFTER_TYPING);
    }
  };
  element.addEventListener('input', show);
  element.addEventListener('focus', show);
  show();
}

export function remaining(length, most) {
  const number = Math.abs(most - length).toLocaleString('en-GB');
  const characters = Math.abs(most - length) === 1 ? 'character' : 'characters';
  return length > most ? `${number} ${characters} too many` : `${number} ${characters} left`;
}

function paste(event) {
  const field = event.target;
  const isLong = field.matches?.('textarea');
  if (!isLong && !field.matches?.('input.fjs-input[type=text]') || field.readOnly || !event.clipboardData) {
    return;
  }
  const html = event.clipboardData.getData('text/html');
  const text = html ? textOf(html) : plain(event.clipboardData.getData('text/plain'));
  if (!text) {
    return;
  }
  event.preventDefault();
  // Kept in the browser's own undo, and seen by everybody as typing.
  document.execCommand('insertText', false, isLong ? text : text.replace(/\s*\n\s*/g, ' '));
}

// Nothing of a script is changed: joiners, marks and accents stay as they were written.
export function plain(text) {
  return text
    .replace(/\r\n?|[\u2028\v\f]/g, '\n')
    .replace(/\u2029/g, '\n\n')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFEFF\uFFFC]/g, '')
    .replace(/^([ \t]*)[\uF0A7\uF0B7·•o§][\t\u00A0]+/gm, `$1${BULLET} `)
    .replace(/[\uF000-\uF0FF]/g, BULLET)
    .replace(/\u00A0/g, ' ');
}

export function textOf(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const lines = [''];
  write(body, lines, []);
  return plain(lines.join('\n'))
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function write(node, lines, lists) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const text = child.data.replace(/[ \t\r\n]+/g, ' ');
      lines[lines.length - 1] += lines[lines.length - 1] === '' ? text.trimStart() : text;
    } else if (child.nodeType === Node.ELEMENT_NODE && !isRubbish(child)) {
      element(child, lines, lists);
    }
  }
}

function element(child, lines, lists) {
  const name = child.localName;
  const style = child.getAttribute('style') ?? '';
  if (/mso-list:\s*ignore/i.test(style)) {
    const mark = child.textContent.trim();
    lines[lines.length - 1] += `${WORDS_BULLETS.test(mark) ? BULLET : mark} `;
  } else if (name === 'br') {
    lines.push('');
  } else if (name === 'ul' || name === 'ol') {
    begin(lines);
    write(child, lines, [...lists, { ordered: name === 'ol', number: Number(child.getAttribute('start') ?? 1) }]);
    begin(lines);
  } else if (name === 'li') {
    begin(lines);
    const list = lists.at(-1) ?? {};
    lines[lines.length - 1] = `${'  '.repeat(Math.max(lists.length - 1, 0))}${list.ordered ? `${list.number++}.` : BULLET} `;
    write(child, lines, lists);
  } else if (name === 'td' || name === 'th') {
    lines[lines.length - 1] += lines[lines.length - 1] === '' ? '' : '\t';
    const cell = [''];
    write(child, cell, []);
    lines[lines.length - 1] += cell.filter(Boolean).join(' ');
  } else if (/^(p|div|h[1-6]|tr|table|blockquote|pre|section|article|dt|dd)$/.test(name)) {
    const isItem = /mso-list:\s*l/i.test(style);
    begin(lines);
    if (isItem) {
      lines[lines.length - 1] = '  '.repeat(Number((/level(\d)/.exec(style) ?? [0, 1])[1]) - 1);
    }
    write(child, lines, lists);
    begin(lines);
    // A paragraph of its own, unless it is one of a list or of a table.
    if (/^(p|h[1-6]|blockquote)$/.test(name) && !isItem && !lists.length && lines.length > 1 && lines.at(-2) !== '') {
      lines.push('');
    }
  } else {
    write(child, lines, lists);
  }
}

// A new line, unless one has begun.
function begin(lines) {
  if (lines[lines.length - 1].trim() !== '') {
    lines.push('');
  }
}

function isRubbish(child) {
  return /^(style|script|head|meta|link|title|xml|template|del|object|o:p)$/.test(child.localName) && child.textContent.trim() !== ''
    || /^(style|script|del)$/.test(child.localName)
    || /mso-element:\s*comment|display:\s*none|mso-hide:\s*all/i.test(child.getAttribute('style') ?? '')
    || /MsoCommentReference/.test(child.className);
}
