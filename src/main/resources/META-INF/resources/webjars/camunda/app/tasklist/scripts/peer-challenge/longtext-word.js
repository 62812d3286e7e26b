// Text from Word without what Word hides in it: paragraphs, lists and tables stay, as plain text.
import { BULLET, plain } from './plain.js';

// As Word writes bullets: in fonts of symbols, on code points that mean nothing elsewhere.
const WORDS_BULLETS = /^[\uF000-\uF0FF·•●○■□▪▫§oØ–-]$/;

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
