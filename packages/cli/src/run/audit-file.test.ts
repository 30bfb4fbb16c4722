import { execFileSync } from 'node:child_process';
import fs, { appendFileSync, chmodSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import type { AuditRecord } from '@iam/core';
import { openAuditFile } from './audit-file';
import { folderWith } from '../__fixtures__/terminal';

afterEach(() => jest.restoreAllMocks());

const record = (run: string): AuditRecord => ({ run }) as AuditRecord;
const open = (cwd: string, env: Record<string, string> = {}) => {
  const warnings: string[] = [];
  const audit = openAuditFile('audit.jsonl', {
    cwd,
    env,
    stderr: { write: (text) => void warnings.push(text), isTTY: false, columns: 80 },
  });
  return { ...audit, warnings };
};
const textOf = (cwd: string): string => readFileSync(join(cwd, 'audit.jsonl'), 'utf8');

/** The next write to a file stops after so many bytes, as on a disk that becomes full; `meanwhile` happens right after. */
const cutNextWrite = (bytes: number, meanwhile: () => void = () => undefined): void => {
  const { writeSync } = fs;
  jest.spyOn(fs, 'writeSync').mockImplementationOnce((...[descriptor, line]: unknown[]): number => {
    const written = writeSync(descriptor as number, (line as Buffer).subarray(0, bytes));
    meanwhile();
    return written;
  });
};

describe('a record that could be written only in part', () => {
  it('is truncated again, so that the next one starts on a new line', () => {
    const cwd = folderWith({});
    const audit = open(cwd);
    audit.add(record('first'));
    cutNextWrite(5);

    expect(() => audit.add(record('second'))).toThrow('cannot be written (cut off)');
    audit.add(record('third'));
    expect(textOf(cwd)).toBe('{"run":"first"}\n{"run":"third"}\n');
    expect(audit.failed()).toBe(true);
  });

  it('stays when another process has appended meanwhile, and the next one starts on a new line', () => {
    const cwd = folderWith({});
    const audit = open(cwd);
    cutNextWrite(5, () => appendFileSync(join(cwd, 'audit.jsonl'), '{"other":1}\n'));

    expect(() => audit.add(record('first'))).toThrow('cut off');
    audit.add(record('second'));
    audit.add(record('third'));
    expect(textOf(cwd)).toBe('{"run{"other":1}\n{"run":"second"}\n{"run":"third"}\n');
  });
});

describe('an audit file that is there already', () => {
  it.each([
    ['{"cut', '{"cut\n{"run":"next"}\n'],
    ['{"whole":1}\n', '{"whole":1}\n{"run":"next"}\n'],
    ['', '{"run":"next"}\n'],
  ])('and ends with %j goes on with a line of its own', (text, expected) => {
    const cwd = folderWith({ 'audit.jsonl': text });
    open(cwd).add(record('next'));

    expect(textOf(cwd)).toBe(expected);
  });

  it.each([
    ['600', ''],
    ['640', 'read'],
    ['620', 'change'],
    ['666', 'read and change'],
  ])('with the mode %s is warned of by what others can do with it: %j', (mode, what) => {
    const cwd = folderWith({ 'audit.jsonl': '' });
    const file = join(cwd, 'audit.jsonl');
    chmodSync(file, Number.parseInt(mode, 8));
    const expected =
      what === '' || process.platform === 'win32'
        ? []
        : [`warning: other users of this machine can ${what} the audit file ${file}: chmod 600 it\n`];

    expect(open(cwd).warnings).toEqual(expected);
  });
});

describe('a write-only file', () => {
  const failing = (code: string): void => {
    jest.spyOn(fs, 'openSync').mockImplementationOnce(() => {
      throw Object.assign(new Error(code), { code });
    });
  };

  it('is appended to', () => {
    const cwd = folderWith({ 'audit.jsonl': '{"run":"first"}\n' });
    failing('EACCES');
    const audit = open(cwd);
    audit.add(record('second'));

    expect(textOf(cwd)).toBe('{"run":"first"}\n{"run":"second"}\n');
    expect(audit.failed()).toBe(false);
  });

  it('is refused when it cannot be opened for another reason', () => {
    failing('EMFILE');

    expect(() => open(folderWith({}))).toThrow('cannot be opened (EMFILE); nothing was sent');
  });
});

describe('a record that is written', () => {
  const failingSync = (code: string): void => {
    jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw Object.assign(new Error(code), { code });
    });
  };

  it('is synced to disk', () => {
    const sync = jest.spyOn(fs, 'fsyncSync');
    open(folderWith({})).add(record('first'));

    expect(sync).toHaveBeenCalledTimes(1);
  });

  it('is not read for the end of its last line where it has none: that could wait at a device', () => {
    const read = jest.spyOn(fs, 'readSync');
    open(folderWith({})).add(record('first'));

    expect(read).not.toHaveBeenCalled();
  });

  it.each(['EINVAL', 'ENOTSUP', 'EROFS'])('counts where there is no disk to sync it to: %s', (code) => {
    failingSync(code);
    const audit = open(folderWith({}));

    expect(() => audit.add(record('first'))).not.toThrow();
    expect(audit.failed()).toBe(false);
  });

  it.each(['EIO', 'ENOSPC', ''])('does not count when it may not have reached the disk: %j', (code) => {
    failingSync(code);
    const audit = open(folderWith({}));

    expect(() => audit.add(record('first'))).toThrow('cannot be written');
    expect(audit.failed()).toBe(true);
  });

  it('creates the file readable by its owner only', () => {
    const cwd = folderWith({});
    const before = process.umask(0);
    try {
      open(cwd).add(record('first'));
    } finally {
      process.umask(before);
    }

    expect(fs.statSync(join(cwd, 'audit.jsonl')).mode & 0o777).toBe(
      process.platform === 'win32' ? 0o666 : 0o600,
    );
  });
});

describe('a path that is no file', () => {
  const itWithPipes = process.platform === 'win32' ? it.skip : it;

  itWithPipes('is refused where opening it would wait for ever: a named pipe', () => {
    const cwd = folderWith({});
    execFileSync('mkfifo', [join(cwd, 'audit.jsonl')]);

    expect(() => open(cwd)).toThrow('is neither a file nor a device; nothing was sent');
  });

  itWithPipes('is taken when it is a device', () => {
    expect(() =>
      openAuditFile('/dev/null', {
        cwd: '/',
        env: {},
        stderr: { write: () => undefined, isTTY: false, columns: 80 },
      }).add(record('x')),
    ).not.toThrow();
  });
});

describe('who runs the commands', () => {
  it.each([
    [{ IAM_ACTOR: 'hr-sync', SUDO_USER: 'jane' }, 'hr-sync'],
    [{ IAM_ACTOR: '', SUDO_USER: 'jane' }, 'jane'],
    [{ SUDO_USER: 'jane' }, 'jane'],
  ] as const)('is taken from %j', (env, actor) => {
    expect(open(folderWith({}), env).actor).toBe(actor);
  });

  it.each([{}, { IAM_ACTOR: '' }, { IAM_ACTOR: '', SUDO_USER: '' }])(
    'is the user of the system when %j names no person',
    (env) => {
      jest.spyOn(os, 'userInfo').mockReturnValue({ ...os.userInfo(), username: 'operator' });

      expect(open(folderWith({}), env).actor).toBe('operator');
    },
  );

  it('is unknown when the system has no name for the user, as in some containers', () => {
    jest.spyOn(os, 'userInfo').mockImplementation(() => {
      throw new Error('ENOENT: uv_os_get_passwd');
    });

    expect(open(folderWith({})).actor).toBe('unknown');
  });
});
