import { applyCommand } from './apply-command';
import { approveCommand } from './approve-command';
import {
  backupCommand,
  doctorCommand,
  moveCommand,
  restoreCommand,
  startCommand,
  statusCommand,
  stopCommand,
} from './database-command';
import { checkFeedCommand } from './feed-command';
import { linkCommand } from './link-command';
import { planCommand } from './plan-command';
import { cancel, listRuns, resume, retry, showRun } from './runs-command';
import { reportCommand } from './report-command';
import { showCommand } from './show-command';
import { undoCommand } from './undo-command';
import { workerCommand } from './worker-command';

/** The commands of the lifecycle by their words; `runCommand` runs one. */
export const commands = {
  plan: planCommand,
  show: showCommand,
  approve: approveCommand,
  link: linkCommand,
  apply: applyCommand,
  runs: listRuns,
  showRun,
  resume,
  cancel,
  retry,
  undo: undoCommand,
  report: reportCommand,
  worker: workerCommand,
  feedCheck: checkFeedCommand,
  status: statusCommand,
  start: startCommand,
  stop: stopCommand,
  doctor: doctorCommand,
  backup: backupCommand,
  restore: restoreCommand,
  move: moveCommand,
};
