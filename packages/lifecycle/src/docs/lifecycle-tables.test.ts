import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifecycleTables, withTables } from './lifecycle-tables';
import { condition } from '../__fixtures__/people';

const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'lifecycle.md'), 'utf8');

it('docs/lifecycle.md is in step with the table of decisions, the functions and the configuration', () => {
  // When this fails: npx nx run lifecycle:build && node packages/lifecycle/scripts/write-docs.mjs
  expect(page).toBe(withTables(page));
});

it('docs/lifecycle.md has every part that is generated', () => {
  const found = [...page.matchAll(/<!-- lifecycle: (\w+) -->/g)].map(([, name]) => name);
  expect(found).toEqual(Object.keys(lifecycleTables()));
});

it('the conditions that docs/lifecycle.md shows can be read', () => {
  const shown = [...page.matchAll(/```cel\n([^]*?)```/g)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line !== '');
  expect(shown.length).toBeGreaterThan(3);
  for (const text of shown) {
    expect(condition(text).text).toBe(text);
  }
});
