import { execFileSync } from 'node:child_process';

/** The files changed since the branch left the other one, uncommitted changes included. */
export const changedFiles = (root, since) => {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  const [base] = git('merge-base', since, 'HEAD');
  return [...git('diff', '--name-only', base), ...git('ls-files', '--others', '--exclude-standard')];
};
