import { join, relative } from 'node:path';
import { shellWord } from '../terminal/shell-word';
import type { Names } from './names';
import type { Plan } from './plan-package';
import type { PackagesPlace } from './where-packages-are';

/** The next command for a new package, as one line that a shell runs as printed. */
export const nextSteps = (
  { folder, monorepo, files }: Plan,
  { brand, kebab }: Pick<Names, 'brand' | 'kebab'>,
  cwd: string,
  place: PackagesPlace,
): string =>
  [
    `${brand}: ${files.length} files. Begin with src/${kebab}.ts; docs/writing-a-vendor.md of iam says what to change and in which order.`,
    ...(monorepo === undefined
      ? [
          ...explanation(place),
          `  ${[`cd ${shellWord(relative(cwd, folder) || '.')}`, ...install(place, folder), 'npm run build', 'npm test'].join(' && ')}`,
        ]
      : [`  npx nx run-many -t build test lint typecheck -p ${kebab}`]),
    '',
  ].join('\n');

const explanation = (place: PackagesPlace): readonly string[] => {
  switch (place.tag) {
    case 'registry':
      return [];
    case 'clone':
      return [`The packages of iam are packed in ${place.root} and installed from there:`];
    case 'installed':
      return ['The packages of iam are installed from those of this command:'];
  }
};

/** Below the new package, where its .gitignore leaves them out and a later `npm install` finds them again. */
const PACKED = 'iam-packages';

const install = (place: PackagesPlace, folder: string): readonly string[] => {
  switch (place.tag) {
    case 'registry':
      return ['npm install'];
    case 'clone':
      return [
        // Only pnpm turns the `workspace:` ranges of the packages into versions; `...` means with what the command depends on.
        `npx --yes ${place.packageManager} -C ${shellWord(place.root)} --filter '@iam/cli...' pack --pack-destination ${shellWord(join(folder, PACKED))}`,
        // Without the dot npm takes the path for a repository on GitHub.
        `npm install --save-dev ./${PACKED}/*.tgz`,
      ];
    case 'installed':
      return [`npm install --install-links --save-dev ${place.folders.map(shellWord).join(' ')}`];
  }
};
