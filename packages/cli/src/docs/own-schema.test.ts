import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownSchemaText } from './own-schema';

it('keeps the published schema in step with the integrations', () => {
  const file = join(__dirname, '..', '..', 'schema', 'iam.config.schema.json');
  // When this fails: node packages/cli/scripts/write-schema.mjs
  expect(readFileSync(file, 'utf8')).toBe(ownSchemaText());
});
