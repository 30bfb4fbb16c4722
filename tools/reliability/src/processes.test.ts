import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveWithFaults } from './fault-server';
import { wellFormed } from './http-text';
import { startIam, withConfiguration, type IamProcess } from './iam-process';
import { freshVendor, SCENARIOS } from './run-under-fault';
import { paramsAt } from './vendor-params';

const instances = (port: number) => [
  {
    name: 'vendor',
    integration: 'aws-ilm',
    params: paramsAt(port),
  },
];

const CREATE = [
  'run',
  'iam-create-user',
  `user-profile=${JSON.stringify(SCENARIOS.create.profile)}`,
  '--output',
  'json',
];

interface Context {
  readonly IAM: {
    readonly Vendor: { readonly action: string; readonly success: boolean; readonly id: string };
  };
}

const linesOf = (file: string): unknown[] =>
  file
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('two processes that create the same user at once', () => {
  it('leave one user, and each reports its own effect', async () => {
    const vendor = freshVendor();
    // Withholds the replies to the first lookups until both have arrived, so that neither finds a user.
    let release: () => void = () => undefined;
    const bothLooked = new Promise<void>((resolve) => (release = resolve));
    let looked = 0;
    const server = await serveWithFaults(vendor, {
      trouble: {
        on: 'reads',
        times: 2,
        strike: async ({ socket, carryOut }) => {
          const reply = carryOut();
          looked += 1;
          if (looked === 2) {
            release();
          }
          await bothLooked;
          socket.write(wellFormed(reply));
        },
      },
    });
    try {
      const ended = await withConfiguration(instances(server.port), (folder) =>
        Promise.all([startIam(CREATE, folder).ended, startIam(CREATE, folder).ended]),
      );
      const results = ended.map(({ stdout }) => (JSON.parse(stdout) as Context).IAM.Vendor);

      expect(vendor.users().filter(({ userName }) => userName === 'new@example.com')).toHaveLength(1);
      expect(ended.map(({ code }) => code)).toEqual([0, 0]);
      expect(ended.map(({ stderr }) => stderr).sort()).toEqual(['1 created\n', '1 unchanged\n']);
      expect(results.map(({ action }) => action).sort()).toEqual(['create', 'update']);
      expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    } finally {
      await server.close();
    }
  }, 20_000);
});

/** Runs a command whose write the vendor carries out and never answers, ends it by the given means, and runs it again. */
const endedInWrite = async (words: readonly string[], end: (running: IamProcess) => void) => {
  const vendor = freshVendor();
  let acted: () => void = () => undefined;
  const written = new Promise<void>((resolve) => (acted = resolve));
  const server = await serveWithFaults(vendor, {
    trouble: {
      on: 'writes',
      times: 1,
      strike: ({ carryOut }) => {
        carryOut();
        acted();
      },
    },
  });
  try {
    return await withConfiguration(instances(server.port), async (folder) => {
      const running = startIam([...words, '--audit', 'audit.jsonl'], folder);
      await written;
      end(running);
      const first = await running.ended;
      const audit = readFileSync(join(folder, 'audit.jsonl'), 'utf8');
      return { first, again: await startIam(words, folder).ended, audit, vendor };
    });
  } finally {
    await server.close();
  }
};

describe('Ctrl-C', () => {
  it('during a write reports an unknown effect, and the next run verifies it', async () => {
    const { first, again, audit, vendor } = await endedInWrite(CREATE, ({ interrupt }) => interrupt());

    expect(first.code).toBe(1);
    expect(first.stderr).toContain('The command was stopped while this request was under way.');
    expect(first.stderr).toContain('Whether the vendor carried it out is not known.');
    expect(first.stderr).toContain('1 interrupted half-way');
    expect(linesOf(audit)).toMatchObject([
      { stage: 'begun', command: 'iam-create-user' },
      {
        stage: 'ended',
        command: 'iam-create-user',
        result: { status: 'failed', failure: { kind: 'interrupted', effect: 'unknown' } },
      },
    ]);
    expect(again).toMatchObject({ code: 0, stderr: '1 unchanged\n' });
    expect(vendor.users()).toHaveLength(2);
  }, 20_000);

  it('during the lookup reports that nothing was attempted', async () => {
    const vendor = freshVendor();
    let asked: () => void = () => undefined;
    const looking = new Promise<void>((resolve) => (asked = resolve));
    const server = await serveWithFaults(vendor, {
      trouble: { on: 'reads', times: 1, strike: () => asked() },
    });
    try {
      const stopped = await withConfiguration(instances(server.port), async (folder) => {
        const first = startIam(CREATE, folder);
        await looking;
        first.interrupt();
        return first.ended;
      });

      expect(stopped.code).toBe(1);
      expect(stopped.stderr).toContain('1 not attempted');
      expect(vendor.users()).toHaveLength(1);
    } finally {
      await server.close();
    }
  }, 20_000);
});

describe('a process that is killed while its write is under way', () => {
  it('has left an audit line of the intended write, and the next run verifies it', async () => {
    const disable = ['run', 'iam-disable-user', `user-profile=${JSON.stringify(SCENARIOS.disable.profile)}`];
    const { first, again, audit } = await endedInWrite(disable, ({ kill }) => kill());

    expect(first.code).toBeNull();
    expect(linesOf(audit)).toMatchObject([
      {
        stage: 'begun',
        command: 'iam-disable-user',
        who: SCENARIOS.disable.profile.username,
        before: { active: true },
        changes: [{ active: false }],
      },
    ]);
    expect(again).toMatchObject({ code: 0, stderr: '1 already disabled\n' });
  }, 20_000);
});
