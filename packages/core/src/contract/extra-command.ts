import type { Http, ReadOptions, Reply } from '../http/http';
import type { Path } from '../http/path/path';
import type { Attributes } from '../profile/app-data';
import type { ArgumentSpec, Arguments, ValuesOf } from './argument';

/** The requests of an extra command: it reads. What changes accounts is left to the common commands, which audit and verify it. */
export interface ReadingHttp extends Pick<Http, 'get' | 'find' | 'findExchange' | 'page'> {
  /** A read whose status or headers count as well. */
  readonly exchange: <A = unknown>(method: 'GET', path: Path, options?: ReadOptions<A>) => Promise<Reply<A>>;
}

/** What an extra command is handed beside its arguments. */
export interface ExtraCommandContext {
  readonly http: ReadingHttp;
  /** The decoded parameters of the instance. */
  readonly config: Attributes;
}

/** One documented path of the context, below the command's `contextKey`. */
export interface ExtraOutput {
  readonly path: string;
  readonly type: 'String' | 'Number' | 'Boolean' | 'Date' | 'Unknown';
  readonly description: string;
}

/** A table that shows what an extra command read. */
export interface ExtraTable {
  readonly title: string;
  readonly rows: readonly Attributes[];
  /** The columns in their order; the keys of the first row, sorted by name, when absent. Empty ones are left out. */
  readonly columns?: readonly string[];
  /** The columns whose texts are addresses of images: Markdown shows the image, and only where the address is an https one. */
  readonly images?: readonly string[];
}

/** A command that only this vendor has, as its author writes it: `defineCommand({ … })`. */
export interface ExtraCommandDefinition<A extends Arguments> {
  /** Begins with the vendor's name, for example `okta-get-logs`. */
  readonly name: string;
  readonly description: string;
  readonly arguments: A;
  /** Where the records are in the context: `Okta.Application` is `{"Okta": {"Application": …}}`. */
  readonly contextKey: string;
  /** The keys that tell two records apart, of those in `outputs`. */
  readonly keyedBy: readonly string[];
  readonly outputs: readonly ExtraOutput[];
  /** Title of the table; the command's name when absent. */
  readonly title?: string;
  /** Columns of the table; the first key of each path in `outputs` when absent. */
  readonly columns?: readonly string[];
  /**
   * The tables, where one of the records below that title does not show them: with a title that counts, other headings, or a second
   * table. At least one.
   */
  readonly tables?: (records: readonly Attributes[], args: ValuesOf<A>) => readonly ExtraTable[];
  /**
   * Reads and returns one record, or a list of them that is whole; undefined when there is none. Whatever cannot be read is for
   * an error to say, never for a shorter list.
   */
  readonly run: (args: ValuesOf<A>, context: ExtraCommandContext) => Promise<ExtraRecords>;
}

export type ExtraRecords = Attributes | readonly Attributes[] | undefined;

/** A command that only this vendor has, as core and the command line see it. */
export interface ExtraCommand {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly contextKey: string;
  readonly keyedBy: readonly string[];
  readonly outputs: readonly ExtraOutput[];
  readonly title: string;
  readonly columns: readonly string[];
  readonly tables: (records: readonly Attributes[], args: Attributes) => readonly ExtraTable[];
  /** Reads each argument by its name. */
  readonly reading: Arguments;
  readonly run: (args: Attributes, context: ExtraCommandContext) => Promise<ExtraRecords>;
}

/** Makes an extra command. Throws an Error that names the mistake, when the vendor package is loaded. */
export const defineCommand = <const A extends Arguments>(
  definition: ExtraCommandDefinition<A>,
): ExtraCommand => {
  const { name, arguments: reading, contextKey, outputs, keyedBy } = definition;
  const problem = [
    [
      !NAME.test(name) || RESERVED.test(name),
      'the name is small letters and hyphens, and begins with none of iam-, get- and test-',
    ],
    [
      Object.keys(reading).some((key) => key === 'using' || !ARGUMENT.test(key)),
      'an argument cannot have that name',
    ],
    [!CONTEXT_KEY.test(contextKey), 'contextKey is words with dots in between'],
    [outputs.length === 0, 'it needs outputs'],
    [!keyedBy.every((key) => outputs.some(({ path }) => path === key)), 'keyedBy names paths of outputs'],
  ].find(([is]) => is === true);
  if (problem !== undefined) {
    throw new Error(`the command ${name}: ${problem[1]}`);
  }
  const { title = name, tables } = definition;
  const columns = definition.columns ?? [...new Set(outputs.map(({ path }) => path.split('.')[0] ?? path))];
  return {
    ...definition,
    title,
    columns,
    arguments: Object.entries(reading).map(([key, { type, description, required, default: byDefault }]) => ({
      name: key,
      type,
      description,
      required,
      ...(byDefault === undefined ? {} : { default: byDefault }),
    })),
    reading,
    // Core reads the arguments with `reading`: the types agree by construction.
    tables: (records, args) =>
      tables === undefined ? [{ title, rows: records, columns }] : tables(records, args as ValuesOf<A>),
    run: (args, context) => definition.run(args as ValuesOf<A>, context),
  };
};

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;
/** The prefixes of the common commands, those to come included. */
const RESERVED = /^(iam|get|test)-/;
const ARGUMENT = /^[a-zA-Z][\w-]*$/;
const CONTEXT_KEY = /^[A-Z]\w*(\.[A-Z]\w*)*$/i;
