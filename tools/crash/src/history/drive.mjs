// Runs the commands as `iam` does, in this process, with a context of a history's own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, runCommand } from '@iam/lifecycle';

export const newDriver = ({ folder, url, section, applications }) => {
  const byName = new Map(applications.map((application) => [application.name, application]));
  const state = { section, user: 'history' };
  const run = async (
    command,
    { signal = new AbortController().signal, abort = new AbortController().signal } = {},
  ) => {
    let out = '';
    let err = '';
    const exit = await runCommand(command, {
      section: state.section,
      file: join(folder, 'iam.config.json'),
      folder,
      instances: [...byName.keys()],
      open: async (name, limiter) => {
        try {
          return { tag: 'open', instance: byName.get(name).open(limiter) };
        } catch (thrown) {
          return { tag: 'broken', why: thrown.message };
        }
      },
      env: { ...process.env, IAM_DATABASE_URL: url },
      cwd: folder,
      stdin: () => process.stdin,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      isTerminal: false,
      columns: 160,
      format: 'text',
      user: state.user,
      core: '0.0.0',
      signal,
      abort,
    });
    return { exit, out, err };
  };
  return {
    setSection: (next) => {
      state.section = next;
    },
    run,
    plan: async (out, today) => {
      const result = await run(commands.plan({ out, today }));
      let lines = [];
      try {
        lines = readFileSync(join(folder, out), 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line));
      } catch {
        /* There is none. */
      }
      return { ...result, lines };
    },
    show: (plan, more = {}) => run(commands.show({ plan, ...more })),
    approve: (plan, people, allow = {}) => run(commands.approve({ plan, person: people, allow })),
    link: (person, app, account) => run(commands.link({ person, app, account })),
    apply: (file, means) => run(commands.apply({ file }), means),
    cancel: (id) => run(commands.cancel(String(id))),
    runs: () => run(commands.runs),
    undo: (id, out) => run(commands.undo({ run: String(id), out })),
    report: (id, more = {}) => run(commands.report({ run: String(id), ...more })),
  };
};
