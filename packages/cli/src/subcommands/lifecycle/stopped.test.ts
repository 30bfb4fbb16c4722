import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openLifecycleFolder, type LifecycleFolder } from '../../__fixtures__/lifecycle-folder';
import { acmeFolder, folderWith, iam } from '../../__fixtures__/terminal';

describe('a plan that is stopped', () => {
  let here: LifecycleFolder;
  beforeAll(async () => {
    here = await openLifecycleFolder();
  });
  afterAll(() => here.close());

  it('is not made, says so, and is no defect', async () => {
    const { code, stderr } = await here.runUntil('Making a database', 'plan');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(
        'Stopped: no plan was made, and nothing was changed in any application.',
      ),
    });
    expect(stderr).not.toContain('defect');
    expect(readdirSync(here.folder).filter((name) => name.includes('plan'))).toEqual([]);
    expect(await here.run('plan')).toMatchObject({ code: 3 });
  });
});

describe('the second Ctrl-C', () => {
  /** How many times Ctrl-C was given back to the system before the command was over. */
  const givenBack = async (...words: readonly string[]): Promise<number> => {
    let times = 0;
    await iam(words, {
      cwd: acmeFolder({ Acme: {} }),
      env: { IAM_DATA_DIR: join(folderWith({}), 'data') },
      onStart: (interrupt) => queueMicrotask(interrupt),
      onRelease: () => (times += 1),
    });
    // Once when the command is over.
    return times - 1;
  };

  it('ends what changes no account at once, whatever it is at', async () => {
    expect(await givenBack('db', 'status')).toBe(1);
  });

  it('is left to a command that has changes to record', async () => {
    expect(await givenBack('apply', 'none.jsonl')).toBe(0);
  });
});
