import { surveyConfig, type Config } from '../config/config';
import { loadLifecycle } from '../subcommands/lifecycle/load-lifecycle';
import { listInstances, type ListOptions } from '../subcommands/list-instances';
import type { Io } from '../terminal/io';
import { EXIT, isUsageError, type ExitCode } from '../terminal/usage-error';

/** `iam config check`: the instances, and the section `lifecycle` where there is one. Sends nothing. */
export const checkConfig = async (options: ListOptions, io: Io): Promise<ExitCode> => {
  const survey = surveyConfig(options.config, io);
  const code = await listInstances(options, io, survey);
  const { config, names } = survey;
  if (config.lifecycle === undefined) {
    return code;
  }
  const problems = await problemsOfLifecycle(config, [...names.values()], io);
  const isForReaders = options.output !== 'json' && options.output !== 'entry';
  if (problems.length === 0) {
    if (isForReaders) {
      io.stderr.write('lifecycle: ok\n');
    }
    return code;
  }
  io.stderr.write(`lifecycle:\n${problems.map((text) => `  ${text}\n`).join('')}`);
  return EXIT.wrong;
};

const problemsOfLifecycle = async (
  config: Config,
  instances: readonly string[],
  io: Pick<Io, 'cwd'>,
): Promise<readonly string[]> => {
  try {
    const { readSection } = await loadLifecycle(config, io.cwd);
    const read = readSection({ section: config.lifecycle, folder: config.folder, instances });
    return read._tag === 'Left' ? read.left : [];
  } catch (thrown) {
    if (isUsageError(thrown)) {
      return thrown.message.split('\n');
    }
    throw thrown;
  }
};
