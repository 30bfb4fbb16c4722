import type { Attributes, CommandResult, ExtraCommand } from '@iam/core';
import { recordsOf } from '@iam/core/internal';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import { claim, claimDone, claimFailed } from '../../claims/expectations';
import { instead, isRead, MALFORMED, WEB_PAGE, type Mishap } from '../../server/fault';

const READ_BY_HTTP =
  'run of the command: give `http.get` a codec as `reply` and let errors through; a reply that is not understood is no empty list.';

const callOf = (kit: FakeKit, { name }: ExtraCommand): Attributes => {
  const args = kit.extraCalls[name];
  claim(
    args !== undefined,
    `There is no call of ${name} to try.`,
    `describeIntegration: extraCommands: { '${name}': { … } } with arguments for which the fake has a record.`,
  );
  return args ?? {};
};

const recordsIn = (result: CommandResult): readonly Attributes[] =>
  result.kind === 'extra' ? recordsOf(result.output) : [];

const MISHAPS: readonly (readonly [name: string, mishap: Mishap])[] = [
  ['500', instead({ status: 500 })],
  ['401', instead({ status: 401 })],
  ['a body that breaks off', MALFORMED],
  ['a web page', WEB_PAGE],
  ['a body of another kind', instead({ status: 200, body: { unrelated: true } })],
];

/** Commands that the integration alone has. */
export const extraCommandChecks: readonly Check[] = [
  onFake(
    'extra commands: each reads records with the documented keys, and writes nothing',
    async (kit) => {
      for (const command of kit.integration.commands) {
        const result = await kit.run(command.name, callOf(kit, command));
        claimDone(result, `run of ${command.name}: it must work for the arguments of extraCommands.`);
        const records = recordsIn(result);
        claim(
          records.length > 0,
          `${command.name} read nothing.`,
          'extraCommands: arguments for which the fake has a record.',
        );
        const documented = command.outputs.map(({ path }) => path.split('.')[0]);
        const other = records.flatMap(Object.keys).find((key) => !documented.includes(key));
        claim(
          other === undefined,
          `${command.name} returns ${other}.`,
          `outputs of ${command.name}: document every key.`,
        );
      }
      const write = kit.server.exchanges().find(({ request }) => !isRead(request));
      claim(write === undefined, `${write?.request.method} was sent.`, 'run of an extra command: read only.');
    },
    'extraCommands',
  ),
  onFake(
    'extra commands: a required argument that is missing is refused and nothing is sent',
    async (kit) => {
      for (const command of kit.integration.commands) {
        const args = callOf(kit, command);
        for (const { name } of command.arguments.filter(({ required }) => required)) {
          const { [name]: _, ...others } = args;
          claimFailed(
            await kit.run(command.name, others),
            { kinds: ['invalid-input'], says: name },
            `arguments of ${command.name}: declare with required: true what it cannot do without.`,
          );
        }
      }
      claim(
        kit.server.exchanges().length === 0,
        'A request was sent.',
        'arguments: declare what is required.',
      );
    },
    'extraCommands',
  ),
  ...MISHAPS.map(([name, mishap]) =>
    onFake(
      `extra commands: ${name} is a failure, never an empty result`,
      async (kit) => {
        kit.server.fail({ on: 'all', times: Infinity, mishap });
        for (const command of kit.integration.commands) {
          claimFailed(await kit.run(command.name, callOf(kit, command)), {}, READ_BY_HTTP);
        }
      },
      'extraCommands',
    ),
  ),
];
