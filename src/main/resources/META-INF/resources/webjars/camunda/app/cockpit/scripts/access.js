// What a listener and a keyboard need of Cockpit's frame, which the vendor left out.
import { onPage } from '../../tasklist/scripts/peer-challenge/page.js';

const MISSING = [
  ['[cam-widget-header]', { role: 'banner' }],
  ['.ce-eol-banner', { role: 'region', 'aria-label': 'Peer challenge' }],
  ['[cam-widget-footer]', { role: 'contentinfo' }],
  ['.app-switch > .dropdown-toggle', { 'aria-label': 'Other applications' }],
  ['.page-notifications', { role: 'region', 'aria-label': 'Messages', 'aria-live': 'polite' }]
];

export function giveNamesAndPlaces() {
  onPage(name);
}

function name() {
  MISSING.forEach(([where, what]) => document.querySelectorAll(where).forEach(element =>
    Object.entries(what).forEach(([attribute, value]) => {
      if (element.getAttribute(attribute) !== value) {
        element.setAttribute(attribute, value);
      }
    })));
}
