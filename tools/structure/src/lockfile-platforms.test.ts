import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { missingPlatforms } from './lockfile-platforms';

describe('the lockfile', () => {
  const lockfile = readFileSync(join(__dirname, '..', '..', '..', 'pnpm-lock.yaml'), 'utf8');

  it('has the binaries of every platform', () => expect(missingPlatforms(lockfile)).toEqual([]));

  it('is refused when one is missing', () => {
    const without = lockfile
      .split('\n')
      .filter((line) => !line.includes('@swc/core-darwin-arm64'))
      .join('\n');
    expect(missingPlatforms(without)).toEqual(['pnpm-lock.yaml has no @swc/core-darwin-arm64']);
  });
});
