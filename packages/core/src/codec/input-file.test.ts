import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInputFile, whyUnreadable } from './input-file';

const folder = mkdtempSync(join(tmpdir(), 'iam-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const whyNot = (path: string, maxBytes?: number): string => {
  try {
    readInputFile(path, maxBytes);
    return 'was read';
  } catch (thrown) {
    return whyUnreadable(thrown);
  }
};

const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('a file that is read for its text', () => {
  it('may have as many bytes as are allowed, and no more', () => {
    const path = file('eight', 'ä€bcd');

    expect(readInputFile(path, 8)).toBe('ä€bcd');
    expect(whyNot(path, 7)).toMatch(/^has more than .* KiB/);
    expect(readInputFile(file('chunks', 'x'.repeat(200_000)))).toHaveLength(200_000);
    expect(whyNot(file('large', 'x'.repeat(1024 * 1024 + 1)))).toBe(
      'has more than 1024 KiB, which is the most that is read',
    );
  });

  it('is UTF-8', () => {
    expect(whyNot(file('latin', Buffer.from([0x61, 0x0a, 0xe4])))).toBe(
      'is not UTF-8: line 2, column 1 (byte 3)',
    );
  });

  it('is there', () => {
    expect(whyNot(join(folder, 'gone'))).toBe('cannot be read (ENOENT)');
    expect(whyNot(folder)).toBe('cannot be read (EISDIR)');
  });
});

const describeWithDevices = process.platform === 'win32' ? describe.skip : describe;

describeWithDevices('what never ends, or waits, is not read', () => {
  it.each(['/dev/zero', '/dev/null', '/dev/tty'])('the device %s', (device) => {
    // Where there is no terminal, its device cannot be opened.
    expect(whyNot(device)).toMatch(/^is a (device|socket or a device); only regular files are read$/);
  });

  it('a pipe without a writer, also behind a link', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('pipe', join(folder, 'link'));

    expect(whyNot(join(folder, 'pipe'))).toBe('is a pipe; only regular files are read');
    expect(whyNot(join(folder, 'link'))).toBe('is a pipe; only regular files are read');
  });

  it('a socket', async () => {
    const path = join(folder, 'socket');
    const server = createServer();
    await new Promise<void>((listening) => server.listen(path, listening));
    const why = whyNot(path);
    await new Promise((closed) => server.close(closed));

    expect(why).toBe('is a socket or a device; only regular files are read');
  });
});

const itOnLinux = process.platform === 'linux' ? it : it.skip;

itOnLinux('the size that the system tells is not believed: what the kernel makes up has none', () => {
  expect(readInputFile('/proc/self/status')).toContain('Pid:');
  expect(whyNot('/proc/self/status', 10)).toMatch(/^has more than/);
});
