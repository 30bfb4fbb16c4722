import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jsonFile, type PackageFile } from './package-file';
import { BAKED_MANIFEST, repositorySource, TOOLCHAIN_FILE } from './template-source';
import { TEMPLATES } from './templates';

/** Copies the templates from the repository to a folder that is published with the command. */
export const bakeTemplates = (root: string, folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
  const source = repositorySource(root);
  for (const template of TEMPLATES) {
    for (const file of source.files(template)) {
      const path = file.path === 'package.json' ? BAKED_MANIFEST : file.path;
      put(join(folder, template.folder), { ...file, path });
    }
  }
  put(folder, jsonFile(TOOLCHAIN_FILE, source.toolchain));
};

const put = (folder: string, { path, content }: PackageFile): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};
