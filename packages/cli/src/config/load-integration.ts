import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { isIntegration, type Integration } from '@iam/core';
import type { Config } from './config';
import { monorepoOf } from './monorepo';
import { whyUntrusted, trustedUsers, withOwnerOf, type Trusted } from './trust';
import { errorCodeOf } from '../terminal/error-code';

/** Loads integrations by the names a configuration uses. */
export type IntegrationLoader = (name: string) => Promise<LoadedIntegration>;

export type LoadedIntegration =
  | { readonly ok: true; readonly integration: Integration; readonly from: string }
  | { readonly ok: false; readonly problem: string };

/**
 * A short name means `@iam/<name>`, or the package of that name; other packages and paths (`./acme`, relative to the
 * configuration) work too. Packages are resolved from the folder of the configuration, then among the command's own
 * dependencies and, in a clone, the packages beside it, and only then from the working directory: other users with write access
 * there could plant a program, and a loaded program gets the credentials.
 */
export const integrationLoader = (
  config: Pick<Config, 'file' | 'folder'>,
  cwd: string,
): IntegrationLoader => {
  const trusted = withOwnerOf(config.file, trustedUsers(process.env));
  return async (name) => {
    const { found, refused } = isPath(name)
      ? locatePath(resolve(config.folder, name), trusted)
      : locatePackage(name, config.folder, cwd, trusted);
    if (found === undefined) {
      return { ok: false, problem: refused ?? notFound(name, config.folder) };
    }
    try {
      return pick(name, found, await load(found));
    } catch (thrown) {
      const why =
        thrown instanceof Error ? thrown.message.split('\n')[0] : 'something that is no Error was thrown';
      return { ok: false, problem: `${JSON.stringify(name)} cannot be loaded from ${found}: ${why}` };
    }
  };
};

export type LoadedPackage =
  | { readonly ok: true; readonly module: unknown; readonly from: string }
  | { readonly ok: false; readonly problem: string };

/** Loads a package of iam's own by its name, from the places and with the care that integrations are loaded with. */
export const loadPackage = async (
  name: string,
  config: Pick<Config, 'file' | 'folder'>,
  cwd: string,
): Promise<LoadedPackage> => {
  const trusted = withOwnerOf(config.file, trustedUsers(process.env));
  const { found, refused } = locatePackage(name, config.folder, cwd, trusted);
  if (found === undefined) {
    return { ok: false, problem: refused ?? 'it is not installed' };
  }
  try {
    return { ok: true, module: await load(found), from: found };
  } catch (thrown) {
    const why =
      thrown instanceof Error ? thrown.message.split('\n')[0] : 'something that is no Error was thrown';
    return { ok: false, problem: `it cannot be loaded from ${found}: ${why}` };
  }
};

/** Resolves an integration to its file, or to the reason why that file is not loaded. */
interface Located {
  readonly found?: string | undefined;
  readonly refused?: string | undefined;
}

const isPath = (name: string): boolean => /^\.{0,2}[/\\]/.test(name) || isAbsolute(name);

const candidatesOf = (name: string): readonly string[] =>
  /^[^@/\\]+$/.test(name) ? [`@iam/${name}`, name] : [name];

const locatePath = (path: string, trusted: Trusted | undefined): Located => {
  try {
    const located = judge(createRequire(__filename).resolve(path), trusted);
    // Checks the links themselves as well: a link in another user's hands can be pointed at any trusted file.
    const way = judge(path, trusted);
    return way.refused === undefined ? located : way;
  } catch {
    return {};
  }
};

const locatePackage = (name: string, folder: string, cwd: string, trusted: Trusted | undefined): Located => {
  const candidates = candidatesOf(name);
  const from = (place: string, candidate: string) => (): Located =>
    judge(resolveFrom(join(place, 'iam.config.json'), candidate), trusted);
  const places = [
    ...candidates.flatMap((candidate) => [
      from(folder, candidate),
      (): Located => ({
        found: ownBundle(candidate) ?? resolveFrom(__filename, candidate) ?? packageOfClone(candidate),
      }),
    ]),
    ...candidates.map((candidate) => from(cwd, candidate)),
  ];
  let refused: string | undefined;
  for (const look of places) {
    const located = look();
    if (located.found !== undefined) {
      return located;
    }
    refused ??= located.refused;
  }
  return { refused };
};

const judge = (file: string | undefined, trusted: Trusted | undefined): Located => {
  const why = file === undefined || trusted === undefined ? undefined : whyUntrusted(file, trusted);
  return why === undefined
    ? { found: file }
    : {
        refused:
          `${file} is not loaded: ${why}; iam loads programs only from folders that belong to you, ` +
          'the administrator or the owner of the configuration',
      };
};

const resolveFrom = (file: string, specifier: string): string | undefined => {
  try {
    const found = createRequire(file).resolve(specifier);
    // A name such as `http` resolves to a built-in module of Node.
    return isAbsolute(found) ? found : undefined;
  } catch {
    return undefined;
  }
};

/** The build bundles each integration the command depends on into one file beside it, which starts fast. */
const ownBundle = (candidate: string): string | undefined => {
  const file = join(__dirname, 'integrations', `${candidate.replace('@iam/', '')}.js`);
  return candidate.startsWith('@iam/') && existsSync(file) ? file : undefined;
};

/** In a clone of the repository every package of it has its name, also one that nothing depends on yet. */
const packageOfClone = (candidate: string): string | undefined => {
  const [, name] = /^@iam\/([a-z\d-]+)$/.exec(candidate) ?? [];
  const root = name === undefined ? undefined : monorepoOf(__dirname);
  return root === undefined || name === undefined
    ? undefined
    : resolveFrom(__filename, join(root, 'packages', name));
};

const load = async (file: string): Promise<unknown> => {
  try {
    return createRequire(__filename)(file) as unknown;
  } catch (thrown) {
    // `require` fails only for modules with a top-level await.
    if (errorCodeOf(thrown) === 'ERR_REQUIRE_ASYNC_MODULE') {
      const { importFile } = await import('./import-file.js');
      return importFile(file);
    }
    throw thrown;
  }
};

const pick = (name: string, from: string, module: unknown): LoadedIntegration => {
  const exported = typeof module === 'object' && module !== null ? Object.values(module) : [];
  const [integration, another] = [...new Set(exported.filter(isIntegration))];
  if (integration === undefined) {
    return { ok: false, problem: `${JSON.stringify(name)} (${from}) exports no integration` };
  }
  return another === undefined
    ? { ok: true, integration, from }
    : { ok: false, problem: `${JSON.stringify(name)} (${from}) exports more than one integration` };
};

const notFound = (name: string, folder: string): string =>
  isPath(name)
    ? `there is no integration at ${resolve(folder, name)}`
    : `there is no integration ${JSON.stringify(name)}; install its package in ${folder}, or name it by its path (./…)`;
