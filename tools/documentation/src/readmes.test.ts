import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { IAM, vendorFolders } from './repository';

describe('the README of', () => {
  it.each(vendorFolders().map((folder) => [basename(folder), folder]))(
    '%s says what is so',
    (_name, folder) => {
      const { status, stderr } = spawnSync(process.execPath, [IAM, 'docs', '--check', folder], {
        encoding: 'utf8',
      });
      expect(stderr).toContain('is up to date');
      expect(status).toBe(0);
    },
  );
});
