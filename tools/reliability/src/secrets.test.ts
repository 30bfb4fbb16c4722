import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { awsIlm } from '@iam/aws-ilm';
import { COMMANDS, createInstance, Secret, type CommandName } from '@iam/core';
import { echoFaults } from './echo-faults';
import { faults } from './faults';
import { serveWithFaults, type FaultServer } from './fault-server';
import { startIam, withConfiguration } from './iam-process';
import { freshVendor } from './run-under-fault';

/** Characters that every encoding writes differently; base64 of `worker:` and the password needs padding. */
const TOKEN = 'Qz7/+=%41"x\\y~Vk9&w@:!z';
const PASSWORD = 'Jp4/+=%42"u\\v~Mn8&w!z';

/** Twelve characters of base64 that this secret becomes within a longer text, whatever is before it. */
const insideBase64 = (secret: string): readonly string[] =>
  [0, 1, 2].flatMap((before) => {
    const text = Buffer.from(`${'x'.repeat(before)}${secret}`)
      .toString('base64')
      .slice(4, 16);
    return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
  });

const formsOf = (secret: string): readonly string[] => [
  secret,
  // Half of a secret is a leak as well.
  secret.slice(0, 8),
  secret.slice(-8),
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  encodeURIComponent(secret).toLowerCase(),
  // What every way to write it keeps.
  ...(secret.match(/[A-Za-z0-9]{3,}/g) ?? []),
  ...insideBase64(secret),
  Buffer.from(secret).toString('hex').slice(0, 24),
  Buffer.from(secret).toString('hex').slice(0, 24).toUpperCase(),
  Buffer.from(secret)
    .toString('hex')
    .slice(0, 24)
    .replace(/../g, (code) => `%${code}`),
];

const PAIR = Buffer.from(`worker:${PASSWORD}`).toString('base64');

const hidden: readonly string[] = [
  ...formsOf(TOKEN),
  ...formsOf(PASSWORD),
  PAIR.replace(/=+$/, ''),
  // Base64 of what begins with `Basic ` or with the pair itself.
  ...insideBase64(PAIR),
];

const leaks = (text: string): readonly string[] =>
  hidden
    .filter((form) => text.includes(form))
    .map((form) => `…${text.substring(text.indexOf(form) - 80, text.indexOf(form) + 60)}…`);

const rows = [...faults, ...echoFaults];

/** One server for all faults: the first segment of the path names the fault. */
const serveEveryFault = (): Promise<FaultServer> => {
  const vendors = rows.map(freshVendor);
  return serveWithFaults(freshVendor(), {
    trouble: {
      on: 'all',
      times: Infinity,
      strike: (exchange) => {
        const [, index = '', rest = '/'] = /^\/(\d+)(\/.*)$/.exec(exchange.request.path) ?? [];
        const request = { ...exchange.request, path: rest };
        const row = rows[Number(index)];
        if (row === undefined) {
          exchange.socket.write('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
          return;
        }
        return row.strike({
          ...exchange,
          request,
          carryOut: () => vendors[Number(index)]?.handle(request) ?? { status: 500 },
        });
      },
    },
  });
};

const instancesFor = (port: number) => [
  // Without a fault and with all the time it needs: its request arrives on however busy a machine.
  {
    name: 'aws: well',
    integration: 'aws-ilm',
    params: {
      url: `http://127.0.0.1:${port}/${rows.length}`,
      tenantId: 'sandbox-tenant',
      authenticationToken: TOKEN,
    },
  },
  ...rows.map(({ fault }, index) => ({
    name: `aws: ${fault}`,
    integration: 'aws-ilm',
    params: {
      url: `http://127.0.0.1:${port}/${index}`,
      tenantId: 'sandbox-tenant',
      authenticationToken: TOKEN,
      timeout: 0.5,
    },
  })),
  ...rows.flatMap(({ group, fault }, index) =>
    group === 'Echoes' || group === 'Bodies'
      ? [
          {
            name: `hello: ${fault}`,
            integration: 'hello-iam-world',
            params: {
              url: `http://127.0.0.1:${port}/${index}`,
              username: 'worker',
              password: PASSWORD,
              timeout: 0.5,
            },
          },
        ]
      : [],
  ),
];

const USER = JSON.stringify({
  username: 'new@example.com',
  email: 'new@example.com',
  givenname: 'New',
  surname: 'Person',
});

const argumentsOf = (command: CommandName): readonly string[] => {
  switch (COMMANDS[command].kind) {
    case 'user':
      return [`user-profile=${USER}`];
    case 'group':
      return [
        'scim={"id":"1","displayName":"Team"}',
        ...(command === 'iam-update-group' ? ['memberIdsToAdd=1,2'] : []),
      ];
    default:
      return [];
  }
};

const FORMATS = ['json', 'entry', 'markdown', 'table'];

it('the password makes the harder case: base64 of the pair ends with padding', () =>
  expect(PAIR.endsWith('=')).toBe(true));

describe('a secret', () => {
  it.concurrent.each([...Object.keys(COMMANDS)] as CommandName[])(
    'is nowhere in what %s prints under every fault, with --verbose and --debug',
    async (command) => {
      const server = await serveEveryFault();
      const format = FORMATS[Object.keys(COMMANDS).indexOf(command) % FORMATS.length] ?? 'json';
      const instances = instancesFor(server.port);
      try {
        const { ended, audit } = await withConfiguration(instances, async (folder) => {
          const options = ['--yes', '--verbose', '--debug', '--output', format, '--audit', 'audit'];
          const using = instances.flatMap(({ name }) => ['--using', name]);
          const words = ['run', command, ...argumentsOf(command), ...options, ...using];
          const done = await startIam(words, folder).ended;
          return { ended: done, audit: readFileSync(join(folder, 'audit'), 'utf8') };
        });

        expect(leaks(ended.stdout)).toEqual([]);
        expect(leaks(ended.stderr)).toEqual([]);
        expect(leaks(audit)).toEqual([]);
        // The secret was on the wire, and every instance has told something.
        expect(server.arrived.some(({ headers }) => headers['authorization'] === `Bearer ${TOKEN}`)).toBe(
          true,
        );
        for (const { name } of instances.filter(({ integration }) => integration === 'aws-ilm')) {
          expect(ended.stderr).toContain(`[${name}] `);
        }
      } finally {
        await server.close();
      }
    },
    120_000,
  );

  it.each<[string, (config: string) => string, readonly string[]]>([
    [
      'a configuration that breaks off within it',
      (config) => config.slice(0, config.indexOf('Qz7') + 12),
      ['instances'],
    ],
    [
      'a secret that is a list',
      (config) => config.replace(/"Qz7.*?[^\\]"/, (text) => `[${text}]`),
      ['instances'],
    ],
    ['a secret with a line break', (config) => config.replace('Qz7', 'Qz7\\n'), ['test']],
    ['a parameter of a wrong name', (config) => config.replace('authenticationToken', 'token'), ['test']],
    ['an unknown argument', (config) => config, ['run', 'iam-get-user', 'x=1']],
    ['help', (config) => config, ['run', '--help']],
  ])(
    'is nowhere in what is said of %s',
    async (_what, alter, words) => {
      const ended = await withConfiguration(instancesFor(9).slice(0, 1), async (folder) => {
        const file = join(folder, 'iam.config.json');
        writeFileSync(file, alter(readFileSync(file, 'utf8')));
        return startIam([...words], folder).ended;
      });
      expect(ended.stdout + ended.stderr).not.toBe('');
      expect(leaks(ended.stdout + ended.stderr)).toEqual([]);
    },
    20_000,
  );

  // Windows has no signal for it.
  (process.platform === 'win32' ? it.skip : it)(
    'is in no diagnostic report of Node, not even one from the environment',
    async () => {
      let asked: () => void = () => undefined;
      const looking = new Promise<void>((resolve) => (asked = resolve));
      const server = await serveWithFaults(freshVendor(), {
        trouble: { on: 'reads', times: 1, strike: () => asked() },
      });
      const [aws] = instancesFor(server.port);
      const params = { ...aws?.params, timeout: 30, authenticationToken: 'env:THE_TOKEN' };
      try {
        const report = await withConfiguration(
          [{ name: 'a', integration: 'aws-ilm', params }],
          async (folder) => {
            const file = join(folder, 'report.json');
            const run = startIam(['run', 'iam-get-user', 'user-profile={"username":"x"}'], folder, {
              THE_TOKEN: TOKEN,
              ANOTHER: 'is told',
              NODE_OPTIONS: `--report-on-signal --report-signal=SIGUSR2 --report-directory=${folder} --report-filename=report.json`,
            });
            await looking;
            run.signal('SIGUSR2');
            while (!existsSync(file) || !readFileSync(file, 'utf8').trimEnd().endsWith('}')) {
              await new Promise((resolve) => setImmediate(resolve));
            }
            run.interrupt();
            await run.ended;
            return readFileSync(file, 'utf8');
          },
        );
        expect(report).toContain('"nodejsVersion"');
        // Where Node can leave the environment out of a report, nothing of it is there.
        expect(report.includes('is told')).toBe(!('excludeEnv' in process.report));
        expect(leaks(report)).toEqual([]);
      } finally {
        await server.close();
      }
    },
    20_000,
  );

  it('is in no object that a program can inspect', async () => {
    const warnings: string[] = [];
    const params = { url: 'http://127.0.0.1:9', tenantId: 't', authenticationToken: TOKEN };
    const seen: unknown[] = [];
    const instance = createInstance(awsIlm, params, {
      name: 'vendor',
      onWarning: (text) => warnings.push(text),
      onRequest: (event) => seen.push(event),
      clock: { now: () => 0, date: () => new Date(0), random: () => 0, sleep: () => Promise.resolve() },
    });
    const result = await instance.run('iam-get-user', { 'user-profile': { username: 'x' } });
    const secret = new Secret(TOKEN);
    const error = new Error(`value: ${String(secret)}`, { cause: secret });
    const look = { depth: Infinity, showHidden: true, customInspect: false, getters: true } as const;
    const texts = [instance, result, seen, warnings, secret, error, [secret], { secret }].flatMap((value) => [
      inspect(value, { depth: Infinity, showHidden: true }),
      inspect(value, look),
      JSON.stringify(value),
      String(value),
      value instanceof Error ? String(value.stack) : '',
    ]);
    expect(seen).not.toEqual([]);
    expect(leaks(texts.join('\n'))).toEqual([]);
  });
});
