/**
 * A day at six applications as docs/people.md tells it: three join, three move, two marry, three leave, one comes back. What is typed and what
 * has to be read is counted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '@iam/sandbox';
import { folderWith, iam } from '../__fixtures__/terminal';

const JOINERS = `person,employeeid,givenname,surname,title
ada.lovelace@example.com,J1,Ada,Lovelace,Analyst
o'brien@example.com,J2,Conan,O'Brien,Host
zoe.$(id)@example.com,J3,Zoë,Dollar;rm -rf,Tester
`;
const MOVERS = `employeeid,title
E0000001,Chair
E0000002,CTO
E0000003,VP Sales
`;
const LEAVERS = ['michael.green@example.com', 'lucia.goncalves@example.com', 'sarah.lewis@example.com'];

const DAY: readonly (readonly string[])[] = [
  ['add', '--from', 'joiners.csv'],
  ['set', '--from', 'movers.csv'],
  ['group', 'create', 'Sales', '--members', 'jon.kjaer@example.com,ada.lovelace@example.com'],
  ['rename', 'marie.bauer@example.com', 'marie.klein@example.com', 'surname=Klein'],
  ['rename', 'annchen.schmidt@example.com', 'ann.schmidt@example.com', 'givenname=Ann'],
  ['enable', 'mark.brown@example.com'],
  ['offboard', '--from', 'leavers.txt', '--report', 'proof'],
];

const EVERYBODY = [
  ...['J1', 'J2', 'J3', 'E0000001', 'E0000002', 'E0000003'].map((key) => `employeeid:${key}`),
  'marie.klein@example.com',
  'ann.schmidt@example.com',
  'mark.brown@example.com',
  ...LEAVERS,
];

it('takes a handful of commands without JSON, few lines, and leaves a proof for every leaver', async () => {
  const sandbox = await startSandbox({ people: 12 });
  try {
    const cwd = folderWith({
      'iam.config.json': sandbox.config,
      'joiners.csv': JOINERS,
      'movers.csv': MOVERS,
      'leavers.txt': `${LEAVERS.join('\n')}\n`,
    });
    const given = { cwd, isTTY: true, env: { IAM_ACTOR: 'op' } };
    // He left before.
    expect((await iam(['disable', 'mark.brown@example.com'], given)).code).toBe(0);
    let lines = 0;
    for (const argv of DAY) {
      const { code, stdout, stderr } = await iam(argv, given);
      lines += `${stdout}${stderr}`.split('\n').length - 1;

      expect([argv[0], code, stderr.includes('failed')]).toEqual([argv[0], 0, false]);
    }
    const look = await iam(['who', ...EVERYBODY], given);
    lines += look.stdout.split('\n').length - 1;
    const states = look.stdout
      .split('\n')
      .flatMap((line) => /^\S+ +((?:[✓○–?] *){6})$/u.exec(line)?.[1]?.trim() ?? []);

    expect(states).toEqual([...Array(9).fill('✓  ✓  ✓  ✓  ✓  ✓'), ...Array(3).fill('○  ○  ○  ○  ○  ○')]);
    expect(DAY.length + 1).toBeLessThanOrEqual(12);
    expect([...DAY, EVERYBODY].flat().filter((word) => /^[{[]/.test(word))).toEqual([]);
    expect(lines).toBeLessThanOrEqual(150);
    const proof = readFileSync(join(cwd, 'proof.md'), 'utf8');
    expect(LEAVERS.filter((person) => !proof.includes(`## ${person}: closed`))).toEqual([]);
  } finally {
    await sandbox.close();
  }
});

it.each(['who', 'enable', 'disable', 'offboard'])('%s takes no value for a person', async (word) => {
  const { code, stderr } = await iam([word, 'jane@example.com', 'title=Secret'], { cwd: '/' });

  expect(code).toBe(2);
  expect(stderr).toContain(`title=… is no person, and iam ${word} takes no values`);
  expect(stderr).not.toContain('Secret');
});
