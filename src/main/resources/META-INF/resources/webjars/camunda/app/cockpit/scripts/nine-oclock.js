// The office's page for nine o'clock as the first page of Cockpit: the same page as /office, asked for with the reader's
// own right, in a shadow root, so that neither Cockpit's style nor ours reaches the other.

const base = document.querySelector('base');
const root = base.getAttribute('app-root').replace(/\/camunda$/, '');
const PAGE = '/nine-oclock';
const WATCHES = 'with-nine-oclock';

// Cockpit's letters are measured in tenths; ours in sixteenths.
const SIZES = new CSSStyleSheet();
SIZES.replaceSync(`main { font-size: 16px; } .frame { max-width: 1056px; padding: 24px 16px 48px; } table, small, .hint, .badge, .caption { font-size: 15px; }
  .lead { font-size: 18px; } h1 { font-size: 32px; } h2 { font-size: 22px; } th, td { padding: 8px 12px 8px 0; } button { min-height: 44px; }
  .done, .warning { padding: 14px 16px; margin-bottom: 24px; } section { margin-top: 32px; }`);

// Whoever may not read the page stays with Cockpit's own first page, and is offered no other.
export async function openOnNineOClock() {
  const answer = await fetch(`${root}/office/first-page`, { headers: { Accept: 'application/json' } });
  const watches = answer.ok && (await answer.json()).nineOClock;
  document.documentElement.classList.toggle(WATCHES, watches);
  if (watches && /^#?\/?(dashboard\/?)?$/.test(location.hash)) {
    location.replace(`${location.pathname}#${PAGE}`);
  }
}

async function show(node) {
  const shown = node.attachShadow({ mode: 'open' });
  const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${root}/assets/page.css` });
  const main = document.createElement('main');
  main.textContent = 'Loading …';
  shown.adoptedStyleSheets = [SIZES];
  shown.append(style, main);
  const answer = await fetch(`${root}/office`);
  if (!answer.ok) {
    main.textContent = 'This page is the programme office’s. Choose another above.';
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  document.title = page.title;
  main.replaceWith(document.adoptNode(page.querySelector('main')));
}

export default [
  {
    id: 'peer-challenge-nine-oclock',
    pluginPoint: 'cockpit.route',
    priority: 100,
    properties: { path: PAGE, label: 'Nine o’clock' },
    render: node => show(node)
  },
  {
    id: 'nine-oclock',
    pluginPoint: 'cockpit.navigation',
    priority: 1000,
    properties: { path: PAGE },
    render: node => {
      // Cockpit loads this file under another address than its settings do: what one has learnt stands on the page.
      if (document.documentElement.classList.contains(WATCHES)) {
        node.append(Object.assign(document.createElement('a'), { href: `#${PAGE}`, textContent: 'Nine o’clock' }));
      }
    }
  }
];
