import type { ExtraCommand } from '@iam/core';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';
import { surveyConfig, type Config } from './config';
import type { InstanceConfig } from './decode-config';
import { integrationLoader } from './load-integration';

/** A command that only some integrations have, and the names by which the configuration knows these. */
export interface ConfiguredCommand extends ExtraCommand {
  readonly integrations: readonly string[];
}

/**
 * The extra commands of the integrations that instances name. Loads the integrations and reads no parameters; what cannot be
 * loaded has none, and is reported where an instance of it is opened.
 */
const extraCommandsOf = async (
  instances: readonly InstanceConfig[],
  config: Pick<Config, 'file' | 'folder'>,
  io: Pick<Io, 'cwd'>,
): Promise<readonly ConfiguredCommand[]> => {
  const load = integrationLoader(config, io.cwd);
  const names = [...new Set(instances.map(({ integration }) => integration))];
  const found = await Promise.all(names.map(async (name) => ({ name, ...(await load(name)) })));
  const commands = new Map<string, ConfiguredCommand>();
  for (const one of found) {
    for (const command of one.ok ? one.integration.commands : []) {
      const { integrations = [] } = commands.get(command.name) ?? {};
      commands.set(command.name, { ...command, integrations: [...integrations, one.name] });
    }
  }
  return [...commands.values()];
};

/** The extra commands of a configuration file; none when it cannot be read, which a call that needs it will say. */
export const configuredCommands = async (
  named: string | undefined,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<readonly ConfiguredCommand[]> => {
  try {
    const { config } = surveyConfig(named, io);
    return await extraCommandsOf(config.instances, config, io);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      return [];
    }
    throw thrown;
  }
};
