// Everything of ours that Tasklist starts with. Each module beside this one does one thing and says why.
import { openToEverybody } from './access.js';
import { keepTime } from './agenda.js';
import { offerReading } from './beside.js';
import { standInItsTime } from './clock.js';
import { beginWeeksOnMonday } from './dates.js';
import { followDesk, onDesk } from './desk.js';
import { keepDrafts } from './drafts.js';
import { comeAndGoByOurPages } from './entrance.js';
import { leadToFaults } from './faults.js';
import { headTasks } from './head.js';
import { cureLists, moveRows } from './lists.js';
import { easeLongText } from './longtext.js';
import { mostUrgentFirst } from './order.js';
import { nameCases } from './cases.js';
import { sayThatItWasSent } from './sent.js';
import { followForms } from './vendor.js';
import { haveWordsReady } from './words.js';

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
// Files have their place in few forms.
onDesk(async open => open?.evidence && (await import('./evidence.js')).takeEvidence());
leadToFaults();
keepTime();
sayThatItWasSent();
followDesk(async id => (await import('./gone.js')).show(id));
// While there is a connection, all that comes later: the list of errors is wanted where there is none.
setTimeout(() => import('./start.js').then(later => later.offerStartOnlyWhereItLeads(), () => {}), 2_000);
