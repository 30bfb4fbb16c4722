import {
  createInstance,
  type CommandName,
  type CommandResult,
  type ExtraCommand,
  type UserClient,
} from '@iam/core';
import type { VendorReply } from '@iam/conformance';
import { startServer } from '@iam/sandbox';
import { parseCommandLine } from '../call/command-line';
import { UsageError } from '../terminal/usage-error';
import type { VendorPackage } from './vendor-package';

export interface Example {
  readonly line: string;
  readonly result: CommandResult;
}

/** Facts about an integration that only an instance of it has. */
export interface Observed {
  readonly commands: readonly CommandName[];
  readonly extraCommands: readonly ExtraCommand[];
  readonly client: UserClient;
  /** The first example of each command, with its result. */
  readonly examples: ReadonlyMap<string, Example>;
}

/** Runs the examples in their order against the package's stand-in. Throws a UsageError when one fails. */
export const runExamples = async ({
  folder,
  integration,
  vendor,
  params,
  examples,
}: VendorPackage): Promise<Observed> => {
  const server = await startServer({ ...vendor, handle: (request) => dated(vendor.handle(request)) });
  try {
    let client: UserClient | undefined;
    const watched = {
      ...integration,
      client: (...context: Parameters<typeof integration.client>) =>
        (client = integration.client(...context)),
    };
    const instance = createInstance(watched, params(server.url), {
      name: `${integration.brand}_instance_1`,
      env: {},
      baseDir: folder,
    });
    const ran = new Map<string, Example>();
    for (const line of examples) {
      const parsed = parseCommandLine(line);
      if (!parsed.ok) {
        throw new UsageError(`command_examples: ${line}\n  column ${parsed.column}: ${parsed.message}`);
      }
      const { command, args } = parsed.line;
      const result = await instance.runByName(command, Object.fromEntries(args));
      if (result.status === 'failed') {
        throw new UsageError([
          `command_examples: ${line}`,
          `  failed: ${result.failure?.message ?? ''}`,
          `  ${adviceFor(result)}`,
        ]);
      }
      if (!ran.has(command)) {
        ran.set(command, { line, result });
      }
    }
    const { commands, extraCommands } = instance;
    const missing = [...commands, ...extraCommands.map(({ name }) => name)].filter((name) => !ran.has(name));
    if (missing.length > 0 || client === undefined) {
      throw new UsageError(`command_examples has no example of ${missing.join(', ')}.`);
    }
    return { commands, extraCommands, client, examples: ran };
  } finally {
    await server.close();
  }
};

/** Advice on a failed example: a new package starts with the template's examples, which fail until they are adapted. */
const adviceFor = ({ failure }: CommandResult): string => {
  switch (failure?.kind) {
    case 'unsupported':
      return 'Take the line away.';
    case 'not-found':
      return 'Name somebody whom an example above it creates, by the same keys: the stand-in begins without people.';
    default:
      return 'Give it what src/__fixtures__/fake.ts and the outgoing mapper need; the examples run against those.';
  }
};

/** Fixes the date and Node’s own headers: replies without a body are shown by their headers, which must not vary. */
const dated = (reply: VendorReply): VendorReply => ({
  ...reply,
  headers: { Date: 'Thu, 15 Jan 2026 09:00:00 GMT', Connection: 'close', ...reply.headers },
});
