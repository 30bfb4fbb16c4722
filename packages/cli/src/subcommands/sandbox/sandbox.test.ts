import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '@iam/sandbox';
import { folderWith, iam } from '../../__fixtures__/terminal';

/** Runs `iam sandbox --write iam.config.json` in the folder and presses Ctrl-C as soon as the vendors run. */
const sandboxIn = async (cwd: string, whileItRuns: () => void = () => undefined) =>
  iam(['sandbox', '--write', 'iam.config.json'], {
    cwd,
    onStart: (interrupt) => {
      whileItRuns();
      queueMicrotask(interrupt);
    },
  });

const textIn = (cwd: string): string => readFileSync(join(cwd, 'iam.config.json'), 'utf8');

/** What an earlier sandbox wrote, with changes. */
const earlier = async (change: (text: string) => string = (text) => text): Promise<string> => {
  const sandbox = await startSandbox();
  await sandbox.close();
  return change(`${JSON.stringify(sandbox.config, null, 2)}\n`);
};

describe('iam sandbox --write', () => {
  it('writes a configuration for its owner only, and removes it at the end, because it reaches nothing any more', async () => {
    const cwd = folderWith({});
    let mode = 0;
    const { code, stderr } = await sandboxIn(cwd, () => {
      mode = statSync(join(cwd, 'iam.config.json')).mode & 0o777;
    });

    expect(code).toBe(0);
    expect(mode).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    expect(stderr).toMatch(/^The configuration is in iam\.config\.json\.\n/);
    expect(stderr).toMatch(/The vendors have ended; iam\.config\.json is removed\.\n$/);
    expect(existsSync(join(cwd, 'iam.config.json'))).toBe(false);
  });

  it('overwrites the file that an earlier sandbox left behind', async () => {
    const before = await earlier();
    const cwd = folderWith({ 'iam.config.json': before });
    let during = '';
    const { code } = await sandboxIn(cwd, () => (during = textIn(cwd)));

    expect(code).toBe(0);
    expect(during).not.toBe(before);
  });

  it('keeps the file of another running sandbox', async () => {
    const running = await startSandbox();
    try {
      const text = `${JSON.stringify(running.config, null, 2)}\n`;
      const cwd = folderWith({ 'iam.config.json': text });
      const { code, stderr } = await sandboxIn(cwd);

      expect(code).toBe(2);
      expect(stderr).toContain('belongs to a sandbox that is running');
      expect(textIn(cwd)).toBe(text);
    } finally {
      await running.close();
    }
  });

  const itWithPipes = process.platform === 'win32' ? it.skip : it;

  itWithPipes('neither waits for a pipe nor takes its place', async () => {
    const cwd = folderWith({});
    execFileSync('mkfifo', [join(cwd, 'iam.config.json')]);
    const { code, stderr } = await sandboxIn(cwd);

    expect(code).toBe(2);
    expect(stderr).toContain('iam.config.json is a pipe; only regular files are read.\n');
  });

  it('keeps a file that was changed while it ran, and says so', async () => {
    const cwd = folderWith({});
    const { stderr } = await sandboxIn(cwd, () => appendFileSync(join(cwd, 'iam.config.json'), '\n'));

    expect(stderr).toMatch(/The vendors have ended; iam\.config\.json was changed and stays\.\n$/);
    expect(textIn(cwd)).toMatch(/\n\n$/);
  });

  it.each<[string, () => Promise<string>]>([
    ['another vendor', () => earlier((text) => text.replace('http://127.0.0.1', 'https://scim.example.com'))],
    ['another credential', () => earlier((text) => text.replace('sandbox-aws-token', 'mine'))],
    ['another name', () => earlier((text) => text.replace('AWS-ILM_instance_1', 'mine'))],
    ['one more parameter', () => earlier((text) => text.replace('"url"', '"timeout": 5, "url"'))],
    ['one more key', () => earlier((text) => text.replace('"instances"', '"$schema": "x", "instances"'))],
    ['fewer instances', async () => '{"instances":[]}'],
    ['no JSON', async () => 'not JSON'],
    ['nothing', async () => ''],
  ])('does not touch a file with %s in it', async (_, content) => {
    const text = await content();
    const cwd = folderWith({ 'iam.config.json': text });
    const { code, stderr } = await sandboxIn(cwd);

    expect(code).toBe(2);
    expect(stderr).toBe(
      `${cwd}/iam.config.json is not one that iam sandbox wrote, and is not overwritten; remove it or name another file.\n`,
    );
    expect(textIn(cwd)).toBe(text);
  });
});
