import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

it('every part of the engine is where it is taken from', () => {
  const text = readFileSync(join(__dirname, 'engine.mjs'), 'utf8');
  const files = [...text.matchAll(/from '([^']+)\/dist\/([^']+)\.js'/g)].map(([, folder = '', module = '']) =>
    join(__dirname, folder, 'src', `${module}.ts`),
  );
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
