// Text as it was written, without what cannot be seen of it.
export const BULLET = '•';

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
