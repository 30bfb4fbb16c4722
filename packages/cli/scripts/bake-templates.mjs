// Copies the packages that new ones are rendered from into the build, so that `iam init` works without the repository.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from './load-source.mjs';

const cli = join(dirname(fileURLToPath(import.meta.url)), '..');
loadSource('init/bake-templates.ts').bakeTemplates(join(cli, '..', '..'), join(cli, 'dist', 'templates'));
