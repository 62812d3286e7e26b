// Cockpit under our own name, with the words that we changed.
import { standInItsTime } from '../../tasklist/scripts/peer-challenge/clock.js';
import { comeAndGoByOurPages } from '../../tasklist/scripts/peer-challenge/entrance.js';
import { giveNamesAndPlaces } from './access.js';
import { openOnNineOClock } from './nine-oclock.js';
import { offerTasksToWatchers } from './tasks.js';
import { haveWordsReady } from '../../tasklist/scripts/peer-challenge/words.js';

comeAndGoByOurPages();
giveNamesAndPlaces();
await Promise.all([standInItsTime(), offerTasksToWatchers(), openOnNineOClock(), haveWordsReady('cockpit')]);

export default {
  app: { name: 'Cockpit', vendor: 'Peer challenge' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  customScripts: ['scripts/nine-oclock'],
  csrfCookieName: 'XSRF-TOKEN'
};
