import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dictionaryOf } from '@iam/core/internal';
import { openLifecycleFolder, type LifecycleFolder, type Run } from '../../__fixtures__/lifecycle-folder';

let here: LifecycleFolder;

beforeAll(async () => {
  here = await openLifecycleFolder();
  writeFileSync(join(here.folder, 'damaged.jsonl'), '{"type":"plan"\n');
  writeFileSync(join(here.folder, 'empty.csv'), 'employeeid,email\n');
});
afterAll(() => here.close());

/** What standard output is: JSON in one value or one a line, an object that says what was wrong, or empty, as a list without an entry. */
type Shape = 'json' | 'error' | 'nothing';

/** Calls in their order, each with its exit code: each finds what the ones before it left. */
const CALLS: readonly (readonly [words: string, code: number, shape: Shape])[] = [
  ['db status', 0, 'json'],
  ['db start', 0, 'json'],
  ['db doctor', 0, 'json'],
  ['feed check', 0, 'json'],
  ['feed check empty.csv', 1, 'json'],
  ['feed check nowhere.csv', 1, 'json'],
  ['plan --out one.jsonl', 3, 'json'],
  ['plan --explain E0011', 0, 'json'],
  ['plan --explain nobody', 2, 'error'],
  ['plan --today tomorrow', 2, 'error'],
  ['plan --feed empty.csv --out stopped.jsonl', 4, 'json'],
  ['plan --feed nowhere.csv --out none.jsonl', 2, 'error'],
  ['plan --out nowhere/one.jsonl', 1, 'error'],
  ['plan --config nowhere.json', 2, 'error'],
  ['show one.jsonl', 0, 'json'],
  ['show one.jsonl --person E0011', 0, 'json'],
  ['show one.jsonl --person nobody', 1, 'error'],
  ['show one.jsonl --app Okta', 2, 'error'],
  ['show one.jsonl --redact redacted.jsonl', 0, 'json'],
  ['show one.jsonl --csv', 2, 'error'],
  ['show nowhere.jsonl', 1, 'error'],
  ['show damaged.jsonl', 1, 'error'],
  ['approve one.jsonl', 0, 'json'],
  ['approve one.jsonl --person nobody', 2, 'error'],
  ['approve one.jsonl --allow-leavers many', 2, 'error'],
  ['approve one.jsonl --key nowhere.pem', 2, 'error'],
  ['approve damaged.jsonl', 4, 'error'],
  ['runs', 0, 'nothing'],
  ['apply redacted.jsonl', 4, 'error'],
  ['apply one.jsonl --app AWS-ILM_instance_1', 1, 'json'],
  ['undo 1', 1, 'error'],
  ['apply one.jsonl --yes', 0, 'json'],
  ['apply one.jsonl', 0, 'json'],
  ['apply stopped.jsonl', 4, 'error'],
  ['apply nowhere.jsonl', 4, 'error'],
  ['apply one.jsonl --app Nowhere', 2, 'error'],
  ['runs', 0, 'json'],
  ['runs show 1', 0, 'json'],
  ['runs show 77', 2, 'error'],
  ['runs resume 1', 0, 'json'],
  ['runs retry 1', 0, 'json'],
  ['runs cancel 1', 1, 'json'],
  ['runs cancel x', 2, 'error'],
  ['undo 1 --out undo.jsonl', 3, 'json'],
  ['undo 77', 2, 'error'],
  ['report 1', 0, 'json'],
  ['report 1 --attest', 0, 'json'],
  ['report 1 --out audit', 0, 'json'],
  ['report 77', 2, 'error'],
  ['link E0011 --app Nowhere --account 1', 2, 'error'],
  ['link E0011 --app AWS-ILM_instance_1 --account nowhere', 2, 'error'],
  ['worker --once', 0, 'nothing'],
  ['worker --once --config nowhere.json', 2, 'error'],
  ['db backup backup.gz', 0, 'json'],
  ['db backup nowhere/backup.gz', 1, 'error'],
  ['db restore backup.gz', 1, 'error'],
  ['db restore nowhere.gz', 1, 'error'],
  ['db move postgres://jane@127.0.0.1:1/iam', 1, 'error'],
  ['db stop', 0, 'json'],
];

it.each(CALLS)('iam %s --output json: exit %d, %s', async (words, code, shape) => {
  const run = await here.run(...words.split(' '), '--output', 'json');

  expect(run).toMatchObject({ code });
  expect(shapeOf(run)).toBe(shape);
});

it('iam link … --output json, of an account that is known', async () => {
  const account = String(here.sandbox.vendors.aws.users()[0]?.['id']);
  const app = 'AWS-ILM_instance_1';
  const run = await here.run('link', 'E0012', '--app', app, '--account', account, '--output', 'json');

  expect(run).toMatchObject({ code: 0 });
  expect(JSON.parse(run.stdout)).toEqual({
    app,
    account,
    person: 'E0012',
    before: expect.stringMatching(/^E00/) as string,
  });
});

/** Throws where standard output has anything that is not JSON. */
const shapeOf = ({ stdout, code, stderr }: Run): Shape => {
  if (stdout === '') {
    return 'nothing';
  }
  const error = valuesIn(stdout).find((value): value is Said => dictionaryOf(value)['error'] !== undefined);
  if (error === undefined) {
    return 'json';
  }
  expect(error).toEqual({ error: { exit: code, text: expect.any(String) as string } });
  expect(stderr).toContain(error.error.text);
  return 'error';
};

interface Said {
  readonly error: { readonly text: string };
}

const valuesIn = (text: string): readonly unknown[] => {
  try {
    return [JSON.parse(text)];
  } catch {
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }
};
