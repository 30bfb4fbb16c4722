// Runs the generator on a tree that remembers instead of writing; prints paths and texts as JSON, and which of them prettier
// would write in another way (it cannot run inside jest).
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, getFileInfo, resolveConfig } from 'prettier';
import generate from '../vendor/generator.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
const written = {};
const tree = {
  root,
  exists: (path) => existsSync(join(root, path)),
  write: (path, content) => (written[path] = content.toString('utf8')),
};
await generate(tree, JSON.parse(process.argv[2]));
const unformatted = [];
for (const [path, text] of Object.entries(written)) {
  const { ignored, inferredParser } = await getFileInfo(join(root, path), { ignorePath: join(root, '.prettierignore') });
  const options = await resolveConfig(join(root, 'package.json'));
  if (!ignored && inferredParser !== null && !(await check(text, { ...options, filepath: path }))) unformatted.push(path);
}
process.stdout.write(JSON.stringify({ written, unformatted }));
