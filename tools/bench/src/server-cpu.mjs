// CPU seconds of the embedded PostgreSQL server in a data folder, of all its processes; undefined where the system does not tell.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts in hundredths of a second wherever Node runs (proc(5), sysconf(3)). */
const TICKS = 100;

/** Its parent, its own time and that of its children that have ended. */
const statOf = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold blanks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [user, system, userOfEnded, systemOfEnded] = fields.slice(11, 15).map(Number);
    return { parent: fields[1], own: user + system, ended: userOfEnded + systemOfEnded };
  } catch {
    return undefined;
  }
};

export const serverCpu = (dataDir) => {
  try {
    const [server] = readFileSync(join(dataDir, 'postgresql', 'cluster', 'postmaster.pid'), 'utf8').split(
      '\n',
    );
    const main = statOf(server);
    if (main === undefined) {
      return undefined;
    }
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(statOf)
      .filter((stat) => stat?.parent === server);
    return children.reduce((sum, { own, ended }) => sum + own + ended, main.own + main.ended) / TICKS;
  } catch {
    return undefined;
  }
};
