import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iam } from '../__fixtures__/terminal';
import { withCommandReference } from './command-reference';

const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'commands.md'), 'utf8');

it('keeps the page of the commands in step with the program', () => {
  // When this fails: npx nx docs cli
  expect(withCommandReference(page)).toBe(page);
});

it.each([
  ['who', []],
  ['group', []],
  ['runs', ['resume']],
  ['config', ['init']],
  ['sandbox', []],
])('names every option that the help of %s %j has', async (name, more) => {
  const { stdout } = await iam([name, ...more, '--help']);
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].flatMap(([, option]) => option ?? []);
  const rows = page.split('\n').filter((line) => line.startsWith('| `-'));
  const missing = options.filter(
    (option) =>
      option !== '--help' &&
      !rows.some((row) => row.includes(option) && (row.split('|').at(-2) ?? '').includes(name)),
  );

  expect(options.length).toBeGreaterThan(1);
  expect(missing).toEqual([]);
});
