import Ajv from 'ajv';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '@iam/sandbox';
import { fencedBlocks } from './fenced-blocks';
import { ROOT } from './repository';

const packageReadmes = (): readonly string[] =>
  readdirSync(join(ROOT, 'packages'))
    .map((name) => `packages/${name}/README.md`)
    .filter((page) => existsSync(join(ROOT, page)));

const schema = JSON.parse(
  readFileSync(join(ROOT, 'packages', 'cli', 'schema', 'iam.config.schema.json'), 'utf8'),
) as object;
const accepts = new Ajv({ allErrors: true }).compile(schema);

const instance = (params: object, integration = 'aws-ilm') => ({
  instances: [{ name: 'one', integration, params }],
});
const aws = {
  url: 'https://scim.us-east-1.amazonaws.com',
  tenantId: 'tenant',
  authenticationToken: 'env:TOKEN',
};

describe('the schema of iam.config.json', () => {
  it('accepts what the sandbox writes', async () => {
    const sandbox = await startSandbox();
    await sandbox.close();
    expect([accepts(sandbox.config), accepts.errors]).toEqual([true, null]);
  });

  it.each([
    [
      'references in every place',
      instance({ ...aws, url: 'file:url.txt', createUserEnabled: 'env:CREATE', timeout: 'env:SECONDS' }),
    ],
    ['switches as text', instance({ ...aws, createUserEnabled: 'no', proxy: true })],
    ['the full name of a package', instance(aws, '@iam/aws-ilm')],
    ['an integration it does not know', instance({ whatever: 1 }, './acme')],
    ['its own address', { $schema: './schema.json', ...instance(aws) }],
  ])('accepts %s', (_what, config) => {
    expect([accepts(config), accepts.errors]).toEqual([true, null]);
  });

  it.each([
    ['a mistyped parameter', instance({ ...aws, tennantId: 'x' })],
    ['a missing parameter', instance({ url: aws.url, tenantId: 'x' })],
    ['a URL that is none', instance({ ...aws, url: 'scim.amazonaws.com' })],
    ['a switch that is neither', instance({ ...aws, createUserEnabled: 'maybe' })],
    ['a number that is none', instance({ ...aws, timeout: -1 })],
    ['a value that is no choice', instance({ url: aws.url, update: 'post' }, 'scim')],
    ['a missing name', { instances: [{ integration: 'scim', params: { url: aws.url } }] }],
    ['no instance', { instances: [] }],
    ['something else', { instance: [] }],
  ])('refuses %s', (_what, config) => {
    expect(accepts(config)).toBe(false);
  });
});

describe('the configurations in the documentation are accepted', () => {
  const pages = ['README.md', 'docs/configuration.md', ...packageReadmes()];
  const examples = pages.flatMap((page) =>
    fencedBlocks(readFileSync(join(ROOT, page), 'utf8'))
      .filter(({ language, text }) => language === 'json' && text.includes('"instances"'))
      .map(({ text, line }) => [`${page}:${line}`, text] as const),
  );

  it('and found', () => expect(examples.length).toBeGreaterThan(5));
  it.each(examples)('%s', (_place, text) => {
    expect([accepts(JSON.parse(text)), accepts.errors]).toEqual([true, null]);
  });
});
