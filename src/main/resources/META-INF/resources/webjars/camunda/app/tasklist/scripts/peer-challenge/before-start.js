// Tasklist loads this when its modules stand and it has not started yet.
import { followTasks } from './vendor.js';

followTasks();
