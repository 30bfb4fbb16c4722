import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** What the choice of a folder depends on. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly root: boolean;
}

export const thisMachine = (env: Machine['env']): Machine => ({
  env,
  platform: process.platform,
  home: homedir(),
  root: process.getuid?.() === 0,
});

const userFolder = ({ env, platform, home }: Machine): string => {
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support');
  }
  if (platform === 'win32') {
    return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  }
  // The XDG specification: a relative path is to be ignored.
  const xdg = env['XDG_DATA_HOME'];
  return xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share');
};

/**
 * Where iam keeps its state on this machine: IAM_DATA_DIR, else `iam` in the user's data folder. For root it is the system's
 * folder, because the database server runs as another user, who cannot enter root's home.
 */
export const dataFolder = (machine: Machine): string => {
  const named = machine.env['IAM_DATA_DIR'];
  if (named !== undefined && named !== '') {
    return resolve(named);
  }
  if (machine.root) {
    return machine.platform === 'darwin' ? '/Library/Application Support/iam' : '/var/lib/iam';
  }
  return join(userFolder(machine), 'iam');
};
