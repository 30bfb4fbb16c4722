import { isOpen } from '../config/open-instances';
import type { Opened, OpenInstance } from '../config/open-instances';
import type { Call } from '../call/read-call';
import { UsageError } from '../terminal/usage-error';

/**
 * Selects the instances that have the command. A broken instance is included: whether it has the command is unknown, and it
 * must not be left out unnoticed.
 */
export const route = (call: Call, opened: readonly Opened[], named: boolean): readonly Opened[] => {
  const without = opened.filter((one) => isOpen(one) && !hasCommand(one, call.command));
  const matching = opened.filter((one) => !without.includes(one));
  if (without.length > 0 && (named || matching.length === 0)) {
    throw new UsageError(
      without.map(({ config, brand }) => `${config.name} (${brand}) has no ${call.command}.`),
    );
  }
  if (!named && matching.length > 1) {
    refuseLocalIds(call, matching);
  }
  return matching;
};

const hasCommand = (one: OpenInstance, command: string): boolean =>
  one.instance.commands.some((name) => name === command);

/** Rejects a vendor's id for several instances: at another vendor it identifies no user, or a different one. */
const refuseLocalIds = (call: Call, matching: readonly Opened[]): void => {
  const found = localIds(call.args);
  if (found.length > 0) {
    const names = matching.map(({ config }) => JSON.stringify(config.name)).join(', ');
    throw new UsageError(
      `${found.join(' and ').replace('the', 'The')} means something at one vendor only, and ${matching.length} instances have ` +
        `${call.command}. Say which one is meant with --using (${names}).`,
    );
  }
};

const localIds = (args: Call['args']): readonly string[] => [
  ...idsIn('user-profile', args['user-profile']),
  ...idsIn('scim', args['scim']),
];

const idsIn = (argument: string, text: string | undefined): readonly string[] => {
  // The call was validated: this is a JSON object.
  const record: unknown = text === undefined || text.trim() === '' ? undefined : JSON.parse(text);
  return [
    ...(holdsId(record) ? [`the id in ${argument}`] : []),
    ...(isDictionary(record) && holdsId(record['olduserdata']) ? [`the id in ${argument}.olduserdata`] : []),
  ];
};

const holdsId = (value: unknown): boolean =>
  isDictionary(value) && value['id'] !== undefined && value['id'] !== null && value['id'] !== '';

const isDictionary = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
