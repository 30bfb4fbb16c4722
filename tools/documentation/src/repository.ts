import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..', '..', '..');

/** The built command. */
export const IAM = join(ROOT, 'packages', 'cli', 'bin', 'iam.js');

/** Packages that are no integrations. */
const OTHERS = ['core', 'conformance', 'sandbox', 'lifecycle', 'cli'];

/** Folders of the vendor packages: there is no list of them to keep. */
export const vendorFolders = (): readonly string[] =>
  readdirSync(join(ROOT, 'packages'))
    .filter((name) => !OTHERS.includes(name) && existsSync(join(ROOT, 'packages', name, 'package.json')))
    .map((name) => join(ROOT, 'packages', name));
