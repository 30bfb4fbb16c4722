import { dictionary, type CommandArguments } from '@iam/core';
import { isOpen, type Opened, type OpenInstance } from '../config/open-instances';
import type { Call } from '../call/read-call';
import { UsageError } from '../terminal/usage-error';

/**
 * Which of the instances get the command: all that have it. A broken instance is one of them, because nobody knows
 * that it would not have been, and it must not be left out unnoticed.
 */
export const route = (call: Call, opened: readonly Opened[], named: boolean): readonly Opened[] => {
  const without = opened.filter((one) => isOpen(one) && !hasCommand(one, call.args.command));
  const matching = opened.filter((one) => !without.includes(one));
  if (without.length > 0 && (named || matching.length === 0)) {
    throw new UsageError(
      without.map(({ config, brand }) => `${config.name} (${brand}) has no ${call.args.command}.`),
    );
  }
  if (!named && matching.length > 1) {
    refuseLocalIds(call, matching);
  }
  return matching;
};

const hasCommand = (one: OpenInstance, command: string): boolean =>
  [...one.instance.commands, ...one.instance.extraCommands.map(({ name }) => name)].some(
    (name) => name === command,
  );

/** An id names a person at one vendor; at another it names nobody, or somebody else. */
const refuseLocalIds = (call: Call, matching: readonly Opened[]): void => {
  const found = localIds(call.args);
  if (found.length > 0) {
    const names = matching.map(({ config }) => JSON.stringify(config.name)).join(', ');
    throw new UsageError(
      `${found.join(' and ').replace('the', 'The')} means something at one vendor only, and ${matching.length} instances have ` +
        `${call.args.command}. Say which one is meant with --using (${names}).`,
    );
  }
};

const localIds = ({ userProfile, scim }: CommandArguments): readonly string[] => [
  ...idsIn('user-profile', userProfile),
  ...idsIn('scim', scim),
];

const idsIn = (argument: string, record: CommandArguments['scim']): readonly string[] => [
  ...(holdsId(record) ? [`the id in ${argument}`] : []),
  ...(holdsId(record['olduserdata']) ? [`the id in ${argument}.olduserdata`] : []),
];

const holdsId = (value: unknown): boolean =>
  dictionary.is(value) && value['id'] !== undefined && value['id'] !== null && value['id'] !== '';
