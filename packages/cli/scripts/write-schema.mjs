// Writes the JSON Schema of iam.config.json from the integrations' own fields. A test fails when the file is stale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from './load-source.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'schema');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'iam.config.schema.json'), loadSource('docs/own-schema.ts').ownSchemaText());
