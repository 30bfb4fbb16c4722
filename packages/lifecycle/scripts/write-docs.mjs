// Renews the generated parts of docs/lifecycle.md from the build. A test fails when the page is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = new URL('../../../docs/lifecycle.md', import.meta.url);
const { withTables } = createRequire(import.meta.url)('../dist/docs/lifecycle-tables.js');
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
