import { existsSync, statSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';

import { makeOwned, ownerOf, prepareServerFolder, serverFolder } from './server-folder';
import { serverUser } from './server-user';

const user = serverUser(undefined);

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'iam-data-'));
  // Root's server runs as another user, who must be able to pass.
  await chmod(place, 0o711);
});
afterEach(() => rm(place, { recursive: true, force: true }));

/** The owners that a folder has while it is made, as another process would see them. */
const ownersSeen = async (path: string, made: Promise<void>): Promise<readonly number[]> => {
  const owners = new Set<number>();
  let isMade = false;
  const ended = made.then(() => {
    isMade = true;
  });
  do {
    await turn();
    if (existsSync(path)) {
      owners.add(statSync(path).uid);
    }
  } while (!isMade);
  await ended;
  return [...owners];
};

describe('the folder of the embedded server', () => {
  it('is the server’s from the first moment that another process can find it', async () => {
    for (let n = 0; n < 200; n += 1) {
      const dataDir = join(place, String(n));
      const folder = serverFolder(dataDir, user);
      expect(await ownersSeen(folder.root, prepareServerFolder(dataDir, folder))).toEqual([ownerOf(user)]);
    }
  });

  it('is one when many make it at the same time, and nothing else is left', async () => {
    const folder = serverFolder(place, user);
    await Promise.all(Array.from({ length: 40 }, () => prepareServerFolder(place, folder)));

    expect(await readdir(place)).toEqual(['postgresql']);
  });

  it('stays as it is when it is there', async () => {
    const path = join(place, 'socket');
    await makeOwned(path, user);
    await writeFile(join(path, 'kept'), 'x');
    await makeOwned(path, user);

    expect(await readdir(path)).toEqual(['kept']);
  });
});
