import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isIntegration } from '@iam/core';
import type { Integration } from '@iam/core';
import { errorCodeOf } from './error-code';

/** Loads integrations by the names a configuration uses. */
export type IntegrationLoader = (name: string) => Promise<LoadedIntegration>;

export type LoadedIntegration =
  | { readonly ok: true; readonly integration: Integration; readonly from: string }
  | { readonly ok: false; readonly problem: string };

/**
 * A short name means `@iam/<name>`, or the package of that name; other packages and paths (`./acme`, relative to the
 * configuration) work too. Packages are looked for from the folder of the configuration, then from the working directory,
 * then among the command's own.
 */
export const integrationLoader =
  (folder: string, cwd: string): IntegrationLoader =>
  async (name) => {
    const found = isPath(name) ? locatePath(resolve(folder, name)) : locatePackage(name, [folder, cwd]);
    if (found === undefined) {
      return { ok: false, problem: notFound(name, folder) };
    }
    try {
      return pick(name, found, await load(found));
    } catch (thrown) {
      const why =
        thrown instanceof Error ? thrown.message.split('\n')[0] : 'something that is no Error was thrown';
      return { ok: false, problem: `${JSON.stringify(name)} cannot be loaded from ${found}: ${why}` };
    }
  };

const isPath = (name: string): boolean => /^\.{0,2}[/\\]/.test(name) || isAbsolute(name);

const candidatesOf = (name: string): readonly string[] =>
  /^[^@/\\]+$/.test(name) ? [`@iam/${name}`, name] : [name];

const locatePath = (path: string): string | undefined => {
  try {
    return createRequire(__filename).resolve(path);
  } catch {
    return undefined;
  }
};

const locatePackage = (name: string, folders: readonly string[]): string | undefined => {
  for (const candidate of candidatesOf(name)) {
    const found =
      folders.map((folder) => resolveFrom(join(folder, 'iam.config.json'), candidate)).find(Boolean) ??
      ownBundle(candidate) ??
      resolveFrom(__filename, candidate);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
};

const resolveFrom = (file: string, specifier: string): string | undefined => {
  try {
    const found = createRequire(file).resolve(specifier);
    // A name such as `http` resolves to a module of Node itself.
    return isAbsolute(found) ? found : undefined;
  } catch {
    return undefined;
  }
};

/** The build puts the integrations the command depends on beside it, each in one file that starts fast. */
const ownBundle = (candidate: string): string | undefined => {
  const file = join(__dirname, 'integrations', `${candidate.replace('@iam/', '')}.js`);
  return candidate.startsWith('@iam/') && existsSync(file) ? file : undefined;
};

const load = async (file: string): Promise<unknown> => {
  try {
    return createRequire(__filename)(file) as unknown;
  } catch (thrown) {
    // The only modules `require` cannot load are those with a top-level await.
    if (errorCodeOf(thrown) === 'ERR_REQUIRE_ASYNC_MODULE') {
      return import(pathToFileURL(file).href);
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
