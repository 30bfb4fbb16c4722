import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as t from 'io-ts';
import { isIntegration, type Integration } from '@iam/core';
import type { Exceptions, FakeVendor } from '@iam/conformance';
import { errorCodeOf } from '../terminal/error-code';
import { UsageError } from '../terminal/usage-error';
import { loadTypescript } from './load-typescript';

/** The sources of a vendor package's documentation. */
export interface VendorPackage {
  readonly folder: string;
  /** The name in its package.json. */
  readonly name: string;
  readonly integration: Integration;
  /** The local stand-in for the application in its initial state. */
  readonly vendor: FakeVendor;
  /** Parameters of an instance that reaches the stand-in at this address. */
  readonly params: (url: string) => Readonly<Record<string, unknown>>;
  /** Checks of the conformance kit that the integration cannot pass, each with the reason. */
  readonly except: Exceptions;
  /** The lines of `command_examples`. */
  readonly examples: readonly string[];
}

/** The files of a vendor package that its documentation is made from. */
const MANIFEST = 'package.json';
const INDEX = 'src/index.ts';
const FAKE = 'src/__fixtures__/fake.ts';
const EXAMPLES = 'command_examples';

/** Reads a vendor package. Throws a UsageError that says what is missing. */
export const readVendorPackage = (folder: string): VendorPackage => {
  for (const file of [MANIFEST, INDEX, FAKE, EXAMPLES]) {
    if (!existsSync(join(folder, file))) {
      throw new UsageError(`${folder} is no vendor package: it has no ${file}.`);
    }
  }
  const integration = Object.values(loaded(folder, INDEX)).find(isIntegration);
  if (integration === undefined) {
    throw new UsageError(`${join(folder, INDEX)} exports no integration.`);
  }
  const { fake, params, except = {} } = loaded(folder, FAKE);
  if (typeof fake !== 'function' || typeof params !== 'function') {
    throw new UsageError(`${join(folder, FAKE)} must export the functions fake and params.`);
  }
  if (!t.record(t.string, t.string).is(except)) {
    throw new UsageError(
      `${join(folder, FAKE)}: except must be an object of names of checks, each with its reason.`,
    );
  }
  return {
    folder,
    name: readName(join(folder, MANIFEST)),
    integration,
    vendor: (fake as () => FakeVendor)(),
    params: params as VendorPackage['params'],
    except,
    examples: readExamples(join(folder, EXAMPLES)),
  };
};

const loaded = (folder: string, file: string): Readonly<Record<string, unknown>> => {
  try {
    return loadTypescript(folder, join(folder, file));
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      throw thrown;
    }
    const why =
      thrown instanceof Error ? thrown.message.split('\n')[0] : 'something that is no Error was thrown';
    throw new UsageError(`${join(folder, file)} cannot be loaded: ${why}`);
  }
};

const readName = (file: string): string => {
  const { name } = JSON.parse(readFileSync(file, 'utf8')) as { readonly name?: unknown };
  if (typeof name !== 'string') {
    throw new UsageError(`${file} has no name.`);
  }
  return name;
};

const readExamples = (file: string): readonly string[] => {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch (thrown) {
    throw new UsageError(`${file} cannot be read (${errorCodeOf(thrown)}).`);
  }
};
