import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { acmeFolder, folderWith, iam } from '../__fixtures__/terminal';
import { maskedSection } from './masked';

describe('iam config init', () => {
  const words = ['config', 'init', 'okta', 'url=https://acme.okta.com'];

  it('writes references in the place of secrets, for its owner only, and never over a file', async () => {
    const cwd = folderWith({});
    const file = join(cwd, 'iam.config.json');
    const first = await iam([...words, 'apiToken=env:OKTA_TOKEN'], { cwd });
    const written = readFileSync(file, 'utf8');

    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toContain('Set the variable OKTA_TOKEN');
    expect(JSON.parse(written)).toMatchObject({
      instances: [{ integration: 'okta', params: { apiToken: 'env:OKTA_TOKEN' } }],
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await iam([...words, 'apiToken=env:OTHER'], { cwd })).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(written);
  });

  it.each([
    [[...words, 'apiToken=hunter2-hunter2'], 'a secret does not belong into the file'],
    [[...words, 'apiTokn=env:X'], 'Did you mean apiToken?'],
    [['config', 'init', 'otka'], 'Did you mean okta?'],
    [['config', 'init'], 'Say which integration'],
  ])('writes nothing for %j', async (argv, message) => {
    const cwd = folderWith({});
    const { code, stderr } = await iam(argv, { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2');
    expect(existsSync(join(cwd, 'iam.config.json'))).toBe(false);
  });
});

describe('iam config show', () => {
  it('masks secrets, and says whether what it refers to is there', async () => {
    const cwd = acmeFolder({ a: { key: 'hush-hush' }, b: { key: 'env:ACME_KEY' } });
    const { code, stdout, stderr } = await iam(['config', 'show'], { cwd });

    expect(code).toBe(0);
    expect(stdout).toContain('"key": "***"');
    expect(stdout).toContain('"key": "env:ACME_KEY"');
    expect(stdout + stderr).not.toContain('hush');
    expect(stderr).toContain('[b] key: env:ACME_KEY is not set\n');
  });

  it('masks credentials of other sections', () => {
    expect(
      maskedSection({ database: 'postgres://me:hush@host/db', approval: { signingKey: 'hush' } }),
    ).toEqual({
      database: 'postgres://***@host/db',
      approval: { signingKey: '***' },
    });
  });
});
