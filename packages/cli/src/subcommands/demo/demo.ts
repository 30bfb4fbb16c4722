import type { CommandResult, GroupResult, UserResult } from '@iam/core';
import { startSandbox } from '@iam/sandbox';
import { orRefuse, readCall } from '../../call/read-call';
import { isOpen, openInstances, type Opened, type OpenInstance } from '../../config/open-instances';
import type { Io } from '../../terminal/io';
import { writeResults } from '../../output/output';
import type { OutputFormat } from '../../output/output-format';
import { callName } from '../../terminal/call-name';
import { runOn } from '../../run/run';
import { groupsSummary, groupSummary, stepSummary } from './demo-summary';
import type { SummaryLine } from '../../output/summary-text';
import { groupSteps, userSteps, type GroupStep, type UserStep } from './demo-script';
import { EXIT, type ExitCode } from '../../terminal/usage-error';
import { tellLifecycle } from './lifecycle-demo';
import { withShortName } from './short-name';
import { tellOffboarding } from './offboarding-demo';

/** `iam demo`: runs the script against the local vendors. Fails when a result is not the expected one. */
export const runDemo = async (output: OutputFormat, io: Io): Promise<ExitCode> => {
  const sandbox = await startSandbox();
  try {
    const instances = sandbox.config.instances.map((instance, index) => ({
      ...withShortName(instance),
      path: `instances[${index}]`,
    }));
    const config = { file: 'the demonstration', folder: io.cwd, instances };
    const surprises = [
      ...(await tell(await openInstances(config, instances, io), output, io)),
      ...(isForReading(output)
        ? [
            ...(await tellOffboarding(sandbox, output === 'summary', io)),
            ...(await tellLifecycle(output === 'summary', io)),
          ]
        : []),
    ];
    surprises.forEach((surprise) => io.stderr.write(`${surprise}\n`));
    io.stderr.write(
      surprises.length === 0
        ? `Every step ended as it should.${output === 'summary' ? ' --verbose shows all, and the report.' : ''}\nTo try the local vendors yourself: ${callName(io)} sandbox --write iam.config.json\n`
        : `${surprises.length} results are not what they should be.\n`,
    );
    return surprises.length === 0 ? EXIT.ok : EXIT.failed;
  } finally {
    await sandbox.close();
  }
};

const isForReading = (output: OutputFormat): boolean =>
  output === 'table' || output === 'markdown' || output === 'summary';

type Say = (
  step: Pick<UserStep, 'title' | 'line' | 'isDetailed' | 'isAside'>,
  opened: readonly Opened[],
) => Promise<readonly CommandResult[]>;

/** Returns unexpected results, one line each. */
const tell = async (opened: readonly Opened[], output: OutputFormat, io: Io): Promise<readonly string[]> => {
  const run: Say = async ({ line }, instances) => runOn(orRefuse(await readCall([line], io)), instances, io);
  const summarized: Say = async (step, instances) => {
    const results = await run(step, instances);
    if (step.isAside !== true) {
      io.stdout.write(stepSummary(step.title, step.line, results, step.isDetailed === true, io));
    }
    return results;
  };
  const whole: Say = async (step, instances) => {
    if (output === 'table' || output === 'markdown') {
      io.stdout.write(`${step.title}\n${step.line}\n\n`);
    }
    const results = await run(step, instances);
    await writeResults(results, output, io);
    if (isForReading(output)) {
      io.stdout.write('\n');
    }
    return results;
  };
  const say = output === 'summary' ? summarized : whole;
  const ids = new Map<string, string>();
  const surprises: string[] = [];
  for (const step of userSteps) {
    const results = await say(step, opened);
    surprises.push(...results.flatMap((result) => userSurprise(step, result)));
    for (const { instanceName, vendor } of results.filter(isUserResult)) {
      ids.set(instanceName, vendor.id ?? '');
    }
  }
  const lines: SummaryLine[] = [];
  for (const one of opened.filter(isOpen).filter(hasGroups)) {
    const group = await tellOfGroup(one, ids.get(one.config.name) ?? '', output === 'summary' ? run : whole);
    surprises.push(...group.surprises);
    lines.push(group.line);
  }
  if (output === 'summary') {
    io.stdout.write(groupsSummary(lines, io));
  }
  return surprises;
};

interface GroupStory {
  readonly surprises: readonly string[];
  readonly line: SummaryLine;
}

const tellOfGroup = async (one: OpenInstance, userId: string, say: Say): Promise<GroupStory> => {
  const steps: { readonly what: string; readonly result: CommandResult | undefined }[] = [];
  const surprises: string[] = [];
  let groupId = '';
  for (const step of groupSteps) {
    const line = step.line({ instance: one.config.name, userId, groupId });
    const results = await say({ title: step.title, line }, [one]);
    surprises.push(...results.flatMap((result) => groupSurprise(step, result)));
    groupId = results.find(isGroupResult)?.group.id ?? groupId;
    steps.push({ what: step.what, result: results[0] });
  }
  return { surprises, line: groupSummary(one.config.name, steps) };
};

const isUserResult = (result: CommandResult): result is UserResult => result.kind === 'user';
const isGroupResult = (result: CommandResult): result is GroupResult => result.kind === 'group';
const hasGroups = ({ instance }: OpenInstance): boolean => instance.commands.includes('iam-get-group');

const userSurprise = (step: UserStep, result: CommandResult): readonly string[] => {
  const found = isUserResult(result)
    ? `${result.happened ?? result.status}, active ${result.vendor.active}`
    : result.status;
  const expected = `${step.happened}, active ${step.active}`;
  return found === expected ? [] : [surprise(step.title, result, `${found} instead of ${expected}`)];
};

const groupSurprise = (step: GroupStep, result: CommandResult): readonly string[] => {
  if (result.status !== 'done') {
    return [surprise(step.title, result, result.status)];
  }
  const members = isGroupResult(result) ? result.group.members?.length : undefined;
  return step.members === undefined || step.members === members
    ? []
    : [surprise(step.title, result, `${members} members instead of ${step.members}`)];
};

const surprise = (title: string, { instanceName, command, failure }: CommandResult, what: string): string =>
  `${title}: ${command} at ${instanceName} ended ${what}${failure === undefined ? '' : ` (${failure.message})`}`;
