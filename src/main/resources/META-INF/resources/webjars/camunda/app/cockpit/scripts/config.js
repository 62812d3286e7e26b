// Cockpit under our own name, with the words that we changed.
import { standInItsTime } from '../../tasklist/scripts/peer-challenge/clock.js';
import { comeAndGoByOurPages } from '../../tasklist/scripts/peer-challenge/entrance.js';
import { offerTasksToWatchers } from './tasks.js';
import { haveWordsReady } from '../../tasklist/scripts/peer-challenge/words.js';

comeAndGoByOurPages();
await Promise.all([standInItsTime(), offerTasksToWatchers(), haveWordsReady('cockpit')]);

export default {
  app: { name: 'Cockpit', vendor: 'Peer challenge' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  csrfCookieName: 'XSRF-TOKEN'
};
