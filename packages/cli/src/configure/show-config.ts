import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { printable } from '@iam/core';
import { describeProblems, surveyConfig } from '../config/config';
import { integrationLoader } from '../config/load-integration';
import { tellProblems } from '../terminal/tell-problems';
import type { Io } from '../terminal/io';
import { EXIT, type ExitCode } from '../terminal/usage-error';
import { isReference, maskedParams, maskedSection } from './masked';

/** `iam config show`: the configuration as it is used, with secrets masked, and whether what it refers to is there. */
export const showConfig = async (named: string | undefined, io: Io): Promise<ExitCode> => {
  const { config, problems } = surveyConfig(named, io);
  const load = integrationLoader(config, io.cwd);
  const instances = await Promise.all(
    config.instances.map(async ({ name, integration, params }) => {
      const loaded = await load(integration);
      return {
        name,
        integration,
        params: maskedParams(params, loaded.ok ? loaded.integration.fields : undefined),
      };
    }),
  );
  const shown = {
    instances,
    ...(config.lifecycle === undefined ? {} : { lifecycle: maskedSection(config.lifecycle) }),
  };
  io.stdout.write(`${printable(JSON.stringify(shown, null, 2))}\n`);
  io.stderr.write(`configuration: ${config.file}\n`);
  config.instances.forEach(({ name, params }) =>
    Object.entries(params)
      .filter(([, value]) => isReference(value))
      .forEach(([key, value]) =>
        io.stderr.write(
          `[${name}] ${key}: ${String(value)} is ${isThere(String(value), config.folder, io) ? '' : 'not '}set\n`,
        ),
      ),
  );
  if (problems.length === 0) {
    return EXIT.ok;
  }
  tellProblems(describeProblems(config.file, problems), io);
  return EXIT.wrong;
};

const isThere = (reference: string, folder: string, { env }: Pick<Io, 'env'>): boolean =>
  reference.startsWith('env:')
    ? (env[reference.slice(4)] ?? '') !== ''
    : existsSync(resolve(folder, reference.slice('file:'.length)));
