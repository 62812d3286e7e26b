// Welcome under our own name, with the words that we changed.
import { standInItsTime } from '../../tasklist/scripts/peer-challenge/clock.js';
import { haveWordsReady } from '../../tasklist/scripts/peer-challenge/words.js';

await Promise.all([standInItsTime(), haveWordsReady('welcome')]);

export default {
  app: { name: 'Welcome', vendor: 'Peer challenge' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  csrfCookieName: 'XSRF-TOKEN'
};
