// Makes elements; text is always text, never markup.

// A year such as 2018-19 is not broken at its hyphen.
export const unbroken = text => text.replace(/\b(\d{4})-(\d{2})\b(?!-)/g, '$1\u2011$2');

export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}
