import { createHash } from 'node:crypto';
import * as E from 'fp-ts/Either';
import type { FeedConfig } from '../config/lifecycle-config';
import { checkColumns } from './column-check';
import { createCsvRows } from './csv-rows';
import { findSeparator, separatorName, separatorProblem } from './csv-separator';
import { dateFormatProblem } from './date-format';
import { findFormat, whyNoText } from './feed-format';
import type { Feed, FeedFormat, FeedRow, FeedSummary } from './feed-row';
import { readFeedMapper } from './feed-mapper';
import { columnRule, headerRule, type FeedRule } from './feed-rule';
import { bytesOf, extensionOf, UnreadableFeed, uriOf, type FeedInputs } from './feed-source';
import { createFeedText, type FeedText } from './feed-text';
import { createJsonLines } from './json-lines';
import { createJsonRows } from './json-rows';
import { createRowMapper, type RowMapper } from './map-row';
import type { RawRow, RowReader } from './raw-row';
import { UNUSABLE_KEY } from './profile-keys';
import { createZoneCheck } from './time-zones';

/**
 * A feed that can be read once, row by row; neither rows nor bytes are kept, except those of a fetched report (at most 256 MiB). What makes
 * the whole feed unusable is in the summary (`fatal`), and ends the rows early; only an abort is thrown.
 */
export const openFeed = (config: FeedConfig, inputs: FeedInputs): Feed => {
  const reading = startReading(config, inputs);
  let begun = false;
  let ended = false;
  return {
    pages: async function* pages() {
      if (begun) {
        throw new Error('The rows of a feed can be read once.');
      }
      begun = true;
      yield* reading.pages();
      ended = true;
    },
    summary: () => {
      if (!ended) {
        throw new Error('The summary of a feed is known after its last row.');
      }
      return reading.summary();
    },
  };
};

const startReading = (config: FeedConfig, inputs: FeedInputs) => {
  const hash = createHash('sha256');
  const fatal: string[] = [];
  const remarks: string[] = [];
  const raw: RawRow[] = [];
  let text: FeedText | undefined;
  let head = '';
  let format: FeedFormat | undefined;
  let separator: string | undefined;
  let reader: RowReader | undefined;
  let mapper: RowMapper | undefined;
  let rule: FeedRule | undefined;
  let rows = 0;
  let errors = 0;
  let sha256: string | undefined;

  const stop = (problem: string | undefined): void => {
    if (problem !== undefined) {
      fatal.push(problem);
    }
  };

  /** Decides how to read on as soon as enough was seen. */
  const take = (piece: string, atEnd: boolean): void => {
    if (reader === undefined) {
      head += piece;
      reader = openReader(atEnd);
      if (reader === undefined) {
        return;
      }
      stop(reader.write(head, raw));
      head = '';
    } else {
      stop(reader.write(piece, raw));
    }
    if (atEnd && fatal.length === 0) {
      stop(reader.end(raw));
    }
  };

  const openReader = (atEnd: boolean): RowReader | undefined => {
    const { from } = config;
    const rowsKey = from.rows;
    const found = findFormat(
      head,
      { extension: extensionOf(from), hasRowsKey: rowsKey !== undefined, onlyJson: from.tag === 'url' },
      atEnd,
    );
    if (found === undefined || 'problem' in found) {
      stop(found?.problem);
      return undefined;
    }
    if (found.format !== 'CSV') {
      format = found.format;
      return format === 'JSON' ? createJsonRows(rowsKey) : createJsonLines();
    }
    format = 'CSV';
    const expected = Object.values(config.columns ?? { key: config.key });
    const cells =
      config.separator === undefined ? findSeparator(head, expected, atEnd) : { separator: config.separator };
    if (cells === undefined || 'problem' in cells) {
      stop(cells?.problem);
      return undefined;
    }
    separator = cells.separator;
    return createCsvRows(separator);
  };

  /** The columns of CSV are known before the first row, those of JSON behind the last one. */
  const check = (columns: readonly string[], known: FeedFormat): void => {
    if (rule === undefined) {
      return;
    }
    const findings = checkColumns(config, rule, columns, known);
    fatal.push(...findings.fatal);
    remarks.push(...findings.remarks);
  };

  const openMapper = (): RowMapper | undefined => {
    // The header of CSV may not be whole yet.
    if (reader === undefined || format === undefined || (format === 'CSV' && reader.columns.length === 0)) {
      return undefined;
    }
    const found = ruleOf(config, inputs);
    if (E.isLeft(found)) {
      fatal.push(...found.left);
      return undefined;
    }
    rule = found.right;
    const made = createRowMapper(config, rule, reader.columns, format);
    if (format === 'CSV') {
      check(reader.columns, format);
    }
    return fatal.length > 0 ? undefined : made;
  };

  /** The rows that became whole. */
  const people = (): readonly FeedRow[] => {
    mapper ??= openMapper();
    if (mapper === undefined) {
      return NO_ROWS;
    }
    const page: FeedRow[] = [];
    for (const row of raw) {
      const mapped = mapper.map(row);
      rows += 1;
      errors += mapped.tag === 'error' ? 1 : 0;
      page.push(mapped);
    }
    raw.length = 0;
    return page;
  };

  return {
    pages: async function* (): AsyncGenerator<readonly FeedRow[], void> {
      fatal.push(...configProblems(config));
      const opened = createFeedText(config.encoding);
      if ('problem' in opened) {
        fatal.push(opened.problem);
      }
      if (fatal.length > 0 || 'problem' in opened) {
        return;
      }
      text = opened;
      let isFirst = true;
      try {
        for await (const bytes of bytesOf(config, inputs)) {
          hash.update(bytes);
          stop(isFirst ? whyNoText(bytes) : undefined);
          isFirst = false;
          if (fatal.length > 0) {
            return;
          }
          const decoded = opened.write(bytes);
          if ('problem' in decoded) {
            stop(decoded.problem);
            return;
          }
          take(decoded.text, false);
          yield people();
          if (fatal.length > 0) {
            return;
          }
        }
      } catch (thrown) {
        if (!(thrown instanceof UnreadableFeed)) {
          throw thrown;
        }
        stop(thrown.message);
        return;
      }
      const decoded = opened.end();
      if ('problem' in decoded) {
        stop(decoded.problem);
        return;
      }
      take(decoded.text, true);
      yield people();
      if (fatal.length > 0 || reader === undefined) {
        return;
      }
      if (rows === 0) {
        stop(
          'The feed has no rows: nobody would be left. If that is so, the people are to be taken out by hand.',
        );
      } else if (format !== undefined && format !== 'CSV') {
        check(reader.columns, format);
      }
    },
    summary: (): FeedSummary => ({
      uri: uriOf(config.from),
      sha256: (sha256 ??= hash.digest('hex')),
      ...(format === undefined ? {} : { format }),
      ...(separator === undefined ? {} : { separator }),
      encoding: text?.encoding() ?? config.encoding ?? 'UTF-8',
      rows,
      errors,
      columns: [...(reader?.columns ?? [])],
      keys: mapper?.keys() ?? [],
      ...(mapper === undefined || config.zoneColumn === undefined ? {} : { zones: mapper.zones() }),
      fatal: [...fatal],
      remarks: [
        ...(separator === undefined || config.separator !== undefined
          ? []
          : [`The separator of the cells was found to be: ${separatorName(separator)}.`]),
        ...remarks,
        ...(reader?.remarks() ?? []),
        ...(mapper?.remarks() ?? []),
      ],
    }),
  };
};

const NO_ROWS: readonly FeedRow[] = [];

/** What is wrong with the configuration alone. */
const configProblems = ({ dates, zone, separator, columns }: FeedConfig): readonly string[] => [
  ...dates.flatMap((format) => {
    const problem = dateFormatProblem(format);
    return problem === undefined ? [] : [`The format of dates ${JSON.stringify(format)} ${problem}.`];
  }),
  ...(createZoneCheck()(zone) ? [] : [`${JSON.stringify(zone)} is no time zone such as Europe/Berlin.`]),
  ...[separator].flatMap((given) => {
    const problem = given === undefined ? undefined : separatorProblem(given);
    return problem === undefined ? [] : [`${JSON.stringify(given)} ${problem}.`];
  }),
  ...(columns !== undefined && Object.hasOwn(columns, UNUSABLE_KEY)
    ? [`"${UNUSABLE_KEY}" cannot be a key of a profile.`]
    : []),
];

const ruleOf = (
  { mapper, columns }: FeedConfig,
  { baseDir }: FeedInputs,
): E.Either<readonly string[], FeedRule> =>
  mapper !== undefined
    ? readFeedMapper(mapper, baseDir)
    : E.right(columns === undefined ? headerRule() : columnRule(Object.entries(columns)));
