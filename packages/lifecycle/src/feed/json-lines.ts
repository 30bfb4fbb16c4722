import { duplicateKey } from '@iam/core';
import { describeJsonProblem, isDictionary, parseJson } from '@iam/core/internal';
import * as E from 'fp-ts/Either';
import { createColumnNames } from './column-names';
import { MAX_ROW_LENGTH, TOO_LONG, TOO_MANY_COLUMNS, type RawRow, type RowReader } from './raw-row';
import { quoted } from './quoted';

/** Rows of JSON Lines: one object a line. A line that is none is that row's error; the last one without an end is a cut. */
export const createJsonLines = (): RowReader => {
  const columns = createColumnNames();
  let rest = '';
  let line = 0;

  const take = (text: string, rows: RawRow[]): string | undefined => {
    line += 1;
    if (text.trim() === '') {
      return undefined;
    }
    const parsed = parseJson(text, 'text');
    if (E.isLeft(parsed) || !isDictionary(parsed.right)) {
      const problem = E.isLeft(parsed) ? describeJsonProblem(parsed.left) : 'is no JSON object';
      rows.push({ line, cells: [], problem });
      return undefined;
    }
    const cells: unknown[] = [];
    const values = parsed.right;
    for (const name of Object.keys(values)) {
      const place = columns.place(name);
      if (place === undefined) {
        return `Line ${line}: the feed ${TOO_MANY_COLUMNS}.`;
      }
      cells[place] = values[name];
    }
    const twice = mayHaveTwice(text, values) ? duplicateKey(text) : undefined;
    rows.push(
      twice === undefined ? { line, cells } : { line, cells, problem: `has the key ${quoted(twice)} twice` },
    );
    return undefined;
  };

  return {
    columns: columns.names,
    write: (text, rows) => {
      const all = rest === '' ? text : rest + text;
      let from = 0;
      for (let end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
        const problem = take(all.slice(from, end), rows);
        if (problem !== undefined) {
          return problem;
        }
        from = end + 1;
      }
      rest = all.slice(from);
      return rest.length > MAX_ROW_LENGTH ? `Line ${line + 1}: the row ${TOO_LONG}.` : undefined;
    },
    end: (rows) => {
      const parsed = parseJson(rest, 'text');
      return rest.trim() !== '' && E.isLeft(parsed)
        ? `Line ${line + 1}: the last row ${describeJsonProblem(parsed.left)} and has no end of line: the feed is cut off.`
        : take(rest, rows);
    },
    remarks: () => [],
  };
};

/** A quick test before the scan: every key has a colon behind it, so that as many colons as keys leave no room for a second one. */
const mayHaveTwice = (text: string, values: Readonly<Record<string, unknown>>): boolean => {
  const colons = text.match(/"\s*:/g)?.length ?? 0;
  return colons > keysIn(values);
};

const keysIn = (value: unknown): number => {
  let count = isDictionary(value) ? Object.keys(value).length : 0;
  if (isDictionary(value) || Array.isArray(value)) {
    for (const member of Object.values(value)) {
      if (typeof member === 'object' && member !== null) {
        count += keysIn(member);
      }
    }
  }
  return count;
};
