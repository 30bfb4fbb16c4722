import { documentedPart } from './documented';
import { reliabilityTables } from './reliability-page';

it('docs/reliability.md shows the tables the tests run (UPDATE_DOCS=1 rewrites them)', () => {
  const fresh = reliabilityTables();
  expect(documentedPart('reliability.md', fresh)).toBe(fresh);
});
