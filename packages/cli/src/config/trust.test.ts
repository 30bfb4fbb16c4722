import { chmodSync, chownSync, lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, iam } from '../__fixtures__/terminal';
import { whyUntrusted, trustedUsers } from './trust';

const STRANGER = 12345;

// Windows has no such owners and modes, and only the administrator can change the owner of a file.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

/** Lists instances with the implicit configuration and returns the message about it without the folder. */
const listed = async (cwd: string, env: Readonly<Record<string, string>> = {}, ...options: string[]) => {
  const { code, stderr } = await iam(['instances', ...options], { cwd, env: { TOKEN: 'a-token', ...env } });
  return { code, stderr: stderr.replaceAll(cwd, '.') };
};

const CONFIG = {
  instances: [
    {
      name: 'A',
      integration: 'aws-ilm',
      params: { url: 'https://x.example', tenantId: 't', authenticationToken: 'env:TOKEN' },
    },
  ],
};

/** A nested folder, so that its parent can be changed separately. */
const nested = () => {
  const above = folderWith({});
  const cwd = join(above, 'in');
  mkdirSync(cwd, { mode: 0o755 });
  writeFileSync(join(cwd, 'iam.config.json'), JSON.stringify(CONFIG), { mode: 0o600 });
  return { above, cwd, file: join(cwd, 'iam.config.json') };
};

const REFUSED = {
  code: 2,
  stderr: expect.stringMatching(
    /^The configuration \.\/iam\.config\.json was found here and is not used: /,
  ) as string,
};
const USED = { code: 0, stderr: '' };

asRoot('a configuration that was found', () => {
  it('is used when only the user and the administrator can have placed it', async () => {
    expect(await listed(nested().cwd)).toEqual(USED);
  });

  it.each<[string, (place: ReturnType<typeof nested>) => void]>([
    ['the file belongs to another user', ({ file }) => chownSync(file, STRANGER, 0)],
    ['its folder does', ({ cwd }) => chownSync(cwd, STRANGER, 0)],
    ['a folder above does', ({ above }) => chownSync(above, STRANGER, 0)],
    ['every user can write to the file', ({ file }) => chmodSync(file, 0o666)],
    ['every user can write to its folder', ({ cwd }) => chmodSync(cwd, 0o777)],
    ['every user can write to a folder above', ({ above }) => chmodSync(above, 0o777)],
    ['every user can add to its very folder', ({ cwd }) => chmodSync(cwd, 0o1777)],
    ['a group can write to its folder', ({ cwd }) => chmodSync(cwd, 0o775)],
    ['a group can write to a folder above', ({ above }) => chmodSync(above, 0o770)],
  ])('is refused when %s, unless it is named', async (_, open) => {
    const place = nested();
    open(place);

    expect(await listed(place.cwd)).toEqual(REFUSED);
    expect((await listed(place.cwd, {}, '--config', 'iam.config.json')).code).toBe(0);
  });

  it('is refused by every subcommand that reads it', async () => {
    const { cwd, file } = nested();
    chownSync(file, STRANGER, 0);

    for (const argv of [
      ['test'],
      ['fields', 'A'],
      ['verify', 'A'],
      ['run', 'test-module'],
      ['!test-module'],
    ]) {
      expect(await iam(argv, { cwd, env: { TOKEN: 'x' } })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('belongs to another user') as string,
      });
    }
  });

  it('is refused with what to do', async () => {
    const { cwd, file } = nested();
    chownSync(file, STRANGER, 0);

    expect((await listed(cwd)).stderr).toBe(
      'The configuration ./iam.config.json was found here and is not used: ./iam.config.json belongs to another user, ' +
        'and it says which programs run and where credentials go. If you trust what is in it, name it: --config ' +
        'iam.config.json; or let only you (or the administrator) own and change it and the folders above it (chown, chmod go-w).\n',
    );
  });

  it('depends on every link on its path, and on their targets', async () => {
    const target = nested();
    const linked = folderWith({});
    symlinkSync(target.file, join(linked, 'iam.config.json'));
    expect(await listed(linked)).toEqual(USED);

    lchownSync(join(linked, 'iam.config.json'), STRANGER, 0);
    expect(await listed(linked)).toEqual(REFUSED);

    lchownSync(join(linked, 'iam.config.json'), 0, 0);
    chmodSync(target.above, 0o777);
    expect(await listed(linked)).toEqual(REFUSED);
  });

  it('depends on the folders of links between links', async () => {
    const target = nested();
    const open = folderWith({});
    symlinkSync(target.cwd, join(open, 'link'));
    const linked = folderWith({});
    symlinkSync(join(open, 'link', 'iam.config.json'), join(linked, 'iam.config.json'));
    expect(await listed(linked)).toEqual(USED);

    chmodSync(open, 0o777);
    expect(await listed(linked)).toEqual(REFUSED);
  });

  it('of the user behind sudo is trusted like the administrator’s', async () => {
    const { cwd, file } = nested();
    chownSync(cwd, STRANGER, STRANGER);
    chownSync(file, STRANGER, STRANGER);

    expect(await listed(cwd, { SUDO_UID: String(STRANGER) })).toEqual(USED);
    expect(await listed(cwd, { SUDO_UID: '54321' })).toEqual(REFUSED);
    expect(await listed(cwd, { SUDO_UID: '' })).toEqual(REFUSED);

    // Many systems let a user-private group (of the user's own number) write to all of the user's files.
    chmodSync(cwd, 0o775);
    expect(await listed(cwd, { SUDO_UID: String(STRANGER) })).toEqual(USED);
    chownSync(cwd, STRANGER, 54321);
    expect(await listed(cwd, { SUDO_UID: String(STRANGER) })).toEqual(REFUSED);
  });
});

asRoot('an integration that is named by its path', () => {
  const ACME = `const integration = Object.defineProperty({ brand: 'Acme', fields: {} }, Symbol.for('@iam/integration'), { value: true });
    exports.acme = integration;`;
  const acme = () => {
    const cwd = folderWith({
      'iam.config.json': { instances: [{ name: 'A', integration: './acme/index.js' }] },
    });
    mkdirSync(join(cwd, 'acme'), { mode: 0o755 });
    const file = join(cwd, 'acme', 'index.js');
    writeFileSync(file, ACME, { mode: 0o644 });
    return { cwd, file, folder: join(cwd, 'acme') };
  };

  it.each<[string, (place: ReturnType<typeof acme>) => void]>([
    ['it belongs to another user', ({ file }) => chownSync(file, STRANGER, 0)],
    ['its folder does', ({ folder }) => chownSync(folder, STRANGER, 0)],
    ['every user can write to it', ({ file }) => chmodSync(file, 0o666)],
    ['a group can write to it', ({ file }) => chmodSync(file, 0o664)],
    ['a group can write to its folder', ({ folder }) => chmodSync(folder, 0o775)],
    ['every user can add to its folder', ({ folder }) => chmodSync(folder, 0o1777)],
  ])('is not loaded when %s, however the configuration was named', async (_, open) => {
    const place = acme();
    open(place);

    for (const options of [[], ['--config', 'iam.config.json']]) {
      expect(await listed(place.cwd, {}, ...options)).toEqual({
        code: 2,
        stderr: expect.stringMatching(
          /^instances\[0\]\.integration: \.\/acme\/index\.js is not loaded: /,
        ) as string,
      });
    }
  });

  it('depends on a link to it', async () => {
    const { cwd } = acme();
    const elsewhere = acme();
    symlinkSync(elsewhere.folder, join(cwd, 'link'));
    writeFileSync(
      join(cwd, 'iam.config.json'),
      JSON.stringify({ instances: [{ name: 'A', integration: './link/index.js' }] }),
    );
    lchownSync(join(cwd, 'link'), STRANGER, 0);

    expect((await listed(cwd)).stderr).toMatch(/is not loaded: \.\/link belongs to another user/);
  });
});

describe('who is trusted', () => {
  it('includes the user behind sudo only for the administrator', () => {
    const me = process.getuid?.();
    const uids = trustedUsers({ SUDO_UID: '77' })?.uids;

    expect(uids).toEqual(me === undefined ? undefined : me === 0 ? [0, 0, 77] : [0, me]);
  });

  it('terminates for links that lead to themselves', () => {
    const cwd = folderWith({});
    symlinkSync('loop', join(cwd, 'loop'));
    const trusted = { uids: [0, process.getuid?.() ?? 0] };

    expect(whyUntrusted(join(cwd, 'loop', 'x'), trusted)).toBeUndefined();
  });
});
