/** `iam config init` as a person has it, at a pseudo-terminal. `jest -u` takes a new look over. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { iamAtTerminal } from '../__fixtures__/pseudo-terminal';
import { folderWith } from '../__fixtures__/terminal';

const CTRL_C = '\u0003';

const walk = async (typed: readonly (readonly [string, string])[], files = {}) => {
  const cwd = folderWith(files);
  const { code, text } = await iamAtTerminal(['config', 'init'], {
    columns: 200,
    cwd,
    typed,
    env: { OKTA_TOKEN: '' },
  });
  return {
    code,
    cwd,
    text: stripVTControlCharacters(text).replaceAll(cwd, 'FOLDER').replaceAll('npx iam', 'iam'),
  };
};

const OKTA: readonly (readonly [string, string])[] = [
  ['Which application?', 'otka\r'],
  ['Is okta meant?', 'y\r'],
  ['Name of this application', '\r'],
  ['Okta URL (url)', 'not an address\r'],
  ['Okta URL (url)', 'https://acme.okta.com\r'],
  ['(apiToken)', 'hunter2\r'],
  ['(apiToken)', 'env:OKTA_TOKEN\r'],
  ['Another application?', 'y\r'],
  ['Which application?', 'scim\r'],
  ['Name of this application', 'Wiki\r'],
  ['Base URL', 'https://wiki.example.com/scim\r'],
  ['(token)', '\r'],
  ['(username)', 'iam\r'],
  ['(password)', 'file:secrets/wiki\r'],
];

it('asks until the configuration is one, and writes references in the place of secrets', async () => {
  const { code, cwd, text } = await walk([...OKTA, ['Another application?', 'n\r']]);

  expect(code).toBe(0);
  expect(text).toMatchSnapshot();
  expect(JSON.parse(readFileSync(join(cwd, 'iam.config.json'), 'utf8'))).toEqual({
    instances: [
      {
        name: 'Okta IAM_instance_1',
        integration: 'okta',
        params: { url: 'https://acme.okta.com', apiToken: 'env:OKTA_TOKEN' },
      },
      {
        name: 'Wiki',
        integration: 'scim',
        params: { url: 'https://wiki.example.com/scim', username: 'iam', password: 'file:secrets/wiki' },
      },
    ],
  });
});

it.each([
  ['at the first question', 0],
  ['in the middle', 6],
  ['at the last one', OKTA.length],
])('writes nothing after Ctrl-C %s', async (_where, answers) => {
  const [question = 'Another application?'] = OKTA[answers] ?? [];
  const { code, cwd, text } = await walk([...OKTA.slice(0, answers), [question, CTRL_C]]);

  expect(code).toBe(2);
  expect(text).toMatch(/\nNothing was written\.\n$/);
  expect(readdirSync(cwd)).toEqual([]);
});

it('asks nothing where there is a configuration, and leaves it', async () => {
  const { code, cwd, text } = await walk([], { 'iam.config.json': { instances: [] } });

  expect([code, text]).toEqual([2, expect.stringContaining('is there already and stays as it is')]);
  expect(existsSync(join(cwd, 'iam.config.json'))).toBe(true);
});
