// Renews the generated part of docs/commands.md from the definitions of the commands. A test fails when the page is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadSource } from './load-source.mjs';

const page = new URL('../../../docs/commands.md', import.meta.url);
const { withCommandReference } = loadSource('docs/command-reference.ts');
writeFileSync(page, withCommandReference(readFileSync(page, 'utf8')));
