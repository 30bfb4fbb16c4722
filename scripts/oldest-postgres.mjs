// Prints the folder with the programs of PostgreSQL 13, the oldest that is supported: `IAM_TEST_POSTGRES="$(node scripts/oldest-postgres.mjs)"`.
// They are an optional dependency of this repository, for Linux with x64, and of no package of it. Wants the packages built.
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import hydrate from '../packages/lifecycle/dist/database/embedded/hydrate.js';

const entry = createRequire(import.meta.url).resolve('postgres-oldest');
const copies = join(tmpdir(), `iam-test-binaries-${process.getuid?.() ?? 0}`);
console.log(await hydrate.hydrated(join(dirname(entry), '..', 'native'), copies));
