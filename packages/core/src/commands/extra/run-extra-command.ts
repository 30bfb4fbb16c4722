import * as E from 'fp-ts/Either';
import type { ExtraCommand, ExtraRecords } from '../../contract/extra-command';
import type { Failure } from '../../errors/failure';
import type { Http } from '../../http/http';
import type { Attributes } from '../../profile/app-data';
import { attempt } from '../attempt';
import type { ExtraResult, FrameOf } from '../result';

/** What an extra command runs with: its arguments as they were read, and the requests of this one run. */
export interface ExtraRun {
  readonly command: ExtraCommand;
  readonly values: Attributes;
  readonly http: Http;
  readonly config: Attributes;
  readonly frame: FrameOf;
}

/** Runs a command that the integration alone has. Whatever it throws is a failed result. */
export const runExtraCommand = async ({
  command,
  values,
  http,
  config,
  frame,
}: ExtraRun): Promise<ExtraResult> => {
  const { get, find, findExchange, exchange, page } = http;
  const read = await attempt(async () => {
    const output = await command.run(values, { http: { get, find, findExchange, exchange, page }, config });
    return { output, tables: command.tables(recordsOf(output), values) };
  })();
  return E.isLeft(read)
    ? failedExtra(command, frame, read.left)
    : { ...extraFrame(command, frame), status: 'done', ...read.right };
};

/** The result of an extra command that failed, or could not begin. */
export const failedExtra = (command: ExtraCommand, frame: FrameOf, failure: Failure): ExtraResult => ({
  ...extraFrame(command, frame),
  status: 'failed',
  failure,
  output: undefined,
  tables: [],
});

const extraFrame = (command: ExtraCommand, frame: FrameOf) => {
  const { name, contextKey, keyedBy, title } = command;
  return { kind: 'extra', ...frame(name), who: '', contextKey, keyedBy, title } as const;
};

/** The records of an extra command as a list. */
export const recordsOf = (output: ExtraRecords): readonly Attributes[] =>
  output === undefined ? [] : isList(output) ? output : [output];

const isList = (output: Attributes | readonly Attributes[]): output is readonly Attributes[] =>
  Array.isArray(output);
