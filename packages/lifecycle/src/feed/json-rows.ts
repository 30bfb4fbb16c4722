import { nearest } from '@iam/core/internal';
import { Tokenizer, TokenType } from '@streamparser/json';
import { createColumnNames } from './column-names';
import { MAX_ROW_LENGTH, TOO_LONG, TOO_MANY_COLUMNS, type RawRow, type RowReader } from './raw-row';
import { quoted } from './quoted';

/** JavaScript's numbers would change 1.0, 1e3 and long ids; a number of a feed is the text it was written in. */
class LiteralTokenizer extends Tokenizer {
  literal = '';

  protected override parseNumber(text: string): number {
    this.literal = text;
    return 0;
  }
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end' | 'nothing';

/** A list or an object inside a row. */
type Part = { readonly list: unknown[] } | { readonly entries: Map<string, unknown>; key: string };

/** As deep as core's JSON may nest: what reads a profile calls itself for every level. */
const MAX_DEPTH = 100;

/**
 * Rows of a JSON text: of a list of objects, or of an object that has such a list under `rowsKey`; without a `rowsKey` it may have only one
 * list. The text comes in pieces and is never held as a whole. The tokens are those of @streamparser/json; the grammar is kept here,
 * because its parser keeps the last of two equal keys and says nothing.
 */
export const createJsonRows = (rowsKey: string | undefined): RowReader => {
  const columns = createColumnNames();
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let fatal: string | undefined;
  // Of the object around the list.
  const outerKeys: string[] = [];
  let listKey: string | undefined;
  /** How many brackets are open inside the list and outside its rows; 0 before the list, -1 behind it. */
  let listDepth = 0;
  // Of the row that is being read.
  let cells: unknown[] | undefined;
  let place = 0;
  let problem: string | undefined;
  const parts: Part[] = [];
  let count = 0;
  let lengthSinceRow = 0;
  let found: RawRow[] = [];

  const fail = (text: string): void => {
    fatal ??= text;
  };
  const broken = (): void => fail(`The feed is not valid JSON in or behind row ${count + 1}.`);

  const takeKey = (key: string): void => {
    const part = parts.at(-1);
    if (part !== undefined && 'entries' in part) {
      if (part.entries.has(key)) {
        problem ??= `has the key ${quoted(key)} twice`;
      }
      part.key = key;
    } else if (cells !== undefined) {
      const known = columns.place(key);
      if (known === undefined) {
        fail(`Row ${count + 1}: the feed ${TOO_MANY_COLUMNS}.`);
        return;
      }
      if (cells[known] !== undefined) {
        problem ??= `has the key ${quoted(key)} twice`;
      }
      place = known;
    } else if (open.length === 1) {
      outerKeys.push(key);
    }
  };

  const endRow = (): void => {
    count += 1;
    found.push(
      problem === undefined
        ? { line: count, cells: cells ?? [] }
        : { line: count, cells: cells ?? [], problem },
    );
    cells = undefined;
    problem = undefined;
    lengthSinceRow = 0;
  };

  const put = (value: unknown): void => {
    expected = open.length === 0 ? 'nothing' : 'comma or end';
    const part = parts.at(-1);
    if (part !== undefined) {
      if ('list' in part) {
        part.list.push(value);
      } else {
        part.entries.set(part.key, value);
      }
    } else if (cells !== undefined && open.length === listDepth + 1) {
      cells[place] = value;
    } else if (open.length === 0 || (open.length === 1 && isRowsKey())) {
      fail(rowsKey === undefined ? NO_LIST : `${quoted(rowsKey ?? '')} of the feed is no list.`);
    } else if (open.length === listDepth) {
      problem = NO_OBJECT;
      endRow();
    }
  };

  const isRowsKey = (): boolean => rowsKey !== undefined && outerKeys.at(-1) === rowsKey;

  const openBracket = (bracket: '{' | '['): void => {
    if (open.length >= MAX_DEPTH) {
      fail(`Row ${count + 1}: the feed nests more than ${MAX_DEPTH} levels deep.`);
      return;
    }
    if (open.length === 0 && bracket === '[') {
      if (rowsKey !== undefined) {
        fail(`The feed is a list; an object with ${quoted(rowsKey)} is expected.`);
      }
      listDepth = 1;
    } else if (
      open.length === 1 &&
      listDepth !== 1 &&
      bracket === '[' &&
      (rowsKey === undefined || isRowsKey())
    ) {
      if (listKey !== undefined) {
        fail(
          `The feed has several lists (${quoted(listKey)}, ${quoted(outerKeys.at(-1) ?? '')}): name one as "rows".`,
        );
      }
      listKey = outerKeys.at(-1) ?? '';
      listDepth = 2;
    } else if (open.length === 1 && isRowsKey()) {
      fail(`${quoted(rowsKey ?? '')} of the feed is no list.`);
    } else if (listDepth > 0 && open.length === listDepth) {
      cells = [];
      if (bracket === '[') {
        problem = NO_OBJECT;
        parts.push({ list: [] });
      }
    } else if (cells !== undefined) {
      parts.push(bracket === '[' ? { list: [] } : { entries: new Map(), key: '' });
    }
    open.push(bracket);
    expected = bracket === '{' ? 'key or }' : 'value or ]';
  };

  const closeBracket = (bracket: '{' | '['): void => {
    if (open.pop() !== bracket) {
      broken();
      return;
    }
    expected = open.length === 0 ? 'nothing' : 'comma or end';
    const part = parts.pop();
    if (part !== undefined && open.length > listDepth) {
      put('list' in part ? part.list : Object.fromEntries(part.entries));
    } else if (cells !== undefined) {
      endRow();
    } else if (open.length === listDepth - 1) {
      listDepth = -1;
    }
  };

  const tokenizer = new LiteralTokenizer({ stringBufferSize: 64 * 1024 });
  tokenizer.onError = broken;
  tokenizer.onToken = ({ token, value }): void => {
    if (fatal !== undefined) {
      return;
    }
    const isForValue = expected === 'value' || expected === 'value or ]';
    switch (token) {
      case TokenType.STRING:
        if (expected === 'key' || expected === 'key or }') {
          expected = 'colon';
          return takeKey(value as string);
        }
        return isForValue ? put(value) : broken();
      case TokenType.NUMBER:
        return isForValue ? put(tokenizer.literal) : broken();
      case TokenType.TRUE:
      case TokenType.FALSE:
      case TokenType.NULL:
        return isForValue ? put(value) : broken();
      case TokenType.LEFT_BRACE:
        return isForValue ? openBracket('{') : broken();
      case TokenType.LEFT_BRACKET:
        return isForValue ? openBracket('[') : broken();
      case TokenType.RIGHT_BRACE:
        return expected === 'key or }' || expected === 'comma or end' ? closeBracket('{') : broken();
      case TokenType.RIGHT_BRACKET:
        return expected === 'value or ]' || expected === 'comma or end' ? closeBracket('[') : broken();
      case TokenType.COLON:
        if (expected !== 'colon') {
          return broken();
        }
        expected = 'value';
        return;
      case TokenType.COMMA:
        if (expected !== 'comma or end') {
          return broken();
        }
        expected = open.at(-1) === '{' ? 'key' : 'value';
        return;
      default:
        return broken();
    }
  };

  const hand = (rows: RawRow[]): string | undefined => {
    for (const row of found) {
      rows.push(row);
    }
    found = [];
    return fatal;
  };

  return {
    columns: columns.names,
    write: (text, rows) => {
      lengthSinceRow += text.length;
      if (expected === 'nothing' ? text.trim() !== '' : text !== '') {
        if (expected === 'nothing') {
          broken();
        } else {
          tokenizer.write(text);
        }
      }
      if (lengthSinceRow > MAX_ROW_LENGTH + text.length) {
        fail(`Row ${count + 1} ${TOO_LONG}, or what is around the rows is.`);
      }
      return hand(rows);
    },
    end: (rows) => {
      if (fatal === undefined && expected !== 'nothing') {
        fail(`The feed is cut off behind row ${count}: its JSON has no end.`);
      } else if (fatal === undefined && listDepth === 0) {
        fail(rowsKey === undefined ? NO_LIST : noRowsKey(rowsKey, outerKeys));
      }
      return hand(rows);
    },
    remarks: () => [],
  };
};

const NO_OBJECT = 'is no JSON object';
const NO_LIST = 'The feed is JSON without a list of people.';

const noRowsKey = (rowsKey: string, keys: readonly string[]): string => {
  const meant = nearest(rowsKey, keys);
  return `The feed has no ${quoted(rowsKey)}${meant === undefined ? '' : `; did you mean ${quoted(meant)}?`} (it has ${keys.length === 0 ? 'no keys' : keys.slice(0, 10).map(quoted).join(', ')}).`;
};
