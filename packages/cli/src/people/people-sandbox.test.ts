import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '@iam/sandbox';
import { folderWith } from '../__fixtures__/terminal';
import { word } from '../__fixtures__/offices';

/** The local vendors with their configuration; one of them at an address where no server answers, if asked for. */
const withSandbox = async (test: (cwd: string) => Promise<void>, isOneDown = false): Promise<void> => {
  const sandbox = await startSandbox({ people: 4 });
  const instances = sandbox.config.instances.map((instance) =>
    isOneDown && instance.integration === 'okta'
      ? { ...instance, params: { ...instance.params, url: 'http://127.0.0.1:9' } }
      : instance,
  );
  try {
    await test(folderWith({ 'iam.config.json': sandbox.config, 'down.json': { instances } }));
  } finally {
    await sandbox.close();
  }
};

const NAME = "o'connor@example.com";

describe('the words at the local vendors', () => {
  it('see a person join, move, marry and leave at six applications, each word safe to repeat', () =>
    withSandbox(async (cwd) => {
      const add = [
        'add',
        NAME,
        'givenname=Sean',
        "surname=O'Connor",
        'employeeid=J1',
        'title=$(touch x); `id`',
      ];
      const rename = ['rename', NAME, 'sean.murphy@example.com', 'surname=Murphy'];
      const offboard = ['offboard', 'employeeid:J1', '--report', 'proof'];
      for (const [argv, did] of [
        [[...add, '--dry-run'], 'created'],
        [add, 'created'],
        [add, 'unchanged'],
        [['set', NAME, 'title=Head'], 'updated'],
        [['disable', NAME, '--dry-run'], 'disabled'],
        [rename, 'renamed'],
        [offboard, 'disabled'],
        [offboard, 'unchanged'],
      ] as const) {
        const { code, people } = await word(cwd, argv);

        expect([argv[0], code]).toEqual([argv[0], 0]);
        expect(people[0]?.applications.map((line) => line.did)).toEqual(Array(6).fill(did));
      }
      expect(readFileSync(join(cwd, 'proof.md'), 'utf8')).toContain('## employeeid:J1: closed');
    }));

  it('leave nothing behind in a dry run', () =>
    withSandbox(async (cwd) => {
      await word(cwd, ['add', NAME, 'givenname=Sean', "surname=O'Connor", '--dry-run']);
      const { people } = await word(cwd, ['who', NAME]);

      expect(people[0]?.applications.map(({ state }) => state)).toEqual(Array(6).fill('not there'));
    }));

  it('do not call a leaver locked out while one application is down', () =>
    withSandbox(async (cwd) => {
      const person = 'emma.anderson@example.com';
      const first = await word(cwd, [
        'offboard',
        person,
        '--report',
        'proof',
        '--config',
        'down.json',
        '--results',
        'again',
      ]);

      expect(first.code).toBe(1);
      expect(
        first.people[0]?.applications
          .filter(({ ok }) => !ok)
          .map(({ application, state }) => [application, state]),
      ).toEqual([['Okta IAM_instance_1', 'not known']]);
      expect((await word(cwd, ['offboard', '--from', 'again', '--report', 'proof'])).code).toBe(0);
    }, true));
});
