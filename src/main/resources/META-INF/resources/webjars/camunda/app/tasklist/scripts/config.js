// Tasklist as our users meet it. Each module beside this one does one thing and says why.
import { openToEverybody } from './peer-challenge/access.js';
import { keepTime } from './peer-challenge/agenda.js';
import { offerReading } from './peer-challenge/beside.js';
import { standInItsTime } from './peer-challenge/clock.js';
import { beginWeeksOnMonday } from './peer-challenge/dates.js';
import { followDesk } from './peer-challenge/desk.js';
import { keepDrafts } from './peer-challenge/drafts.js';
import { comeAndGoByOurPages } from './peer-challenge/entrance.js';
import { takeEvidence } from './peer-challenge/evidence.js';
import { leadToFaults } from './peer-challenge/faults.js';
import { headTasks } from './peer-challenge/head.js';
import { cureLists, moveRows } from './peer-challenge/lists.js';
import { easeLongText } from './peer-challenge/longtext.js';
import { mostUrgentFirst } from './peer-challenge/order.js';
import { nameCases } from './peer-challenge/cases.js';
import { sayThatItWasSent } from './peer-challenge/sent.js';
import { offerStartOnlyWhereItLeads } from './peer-challenge/start.js';
import { followForms } from './peer-challenge/vendor.js';
import { haveWordsReady } from './peer-challenge/words.js';

// Before Tasklist starts: it reads the time, its words and its address on the way up.
// What people typed is saved before they leave by the entrance.
keepDrafts();
comeAndGoByOurPages();
mostUrgentFirst();
await Promise.all([standInItsTime(), haveWordsReady('tasklist')]);
followForms();
cureLists();
moveRows();
easeLongText();
beginWeeksOnMonday();
nameCases();
openToEverybody();
headTasks();
offerReading();
takeEvidence();
leadToFaults();
keepTime();
sayThatItWasSent();
followDesk();
offerStartOnlyWhereItLeads();

export default {
  app: { name: 'Tasks', vendor: 'Peer challenge' },
  locales: { availableLocales: ['en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
  customScripts: ['scripts/peer-challenge/before-start.js'],
  csrfCookieName: 'XSRF-TOKEN',
  shortcuts: {
    claimTask: { key: 'ctrl+alt+c', description: 'Take on the task that is open' },
    focusFilter: { key: 'ctrl+shift+f', description: 'Go to the first list' },
    focusList: { key: 'ctrl+alt+l', description: 'Go to the first task' },
    focusForm: { key: 'ctrl+alt+f', description: 'Go to the first field of the form' }
  }
};
