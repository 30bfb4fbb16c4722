import type { VendorReply } from '@iam/conformance';
import type { RecordList } from '../../records/record-list';
import type { OktaSettings } from '../org/okta-options';
import type { OktaCall } from './okta-call';
import { OktaProblem, validationFailed } from './okta-problem';

export interface OktaPages {
  /** Records on a page when the request names no limit. */
  readonly usual: number;
  /** The most that can be asked for. */
  readonly most: number;
  /** The fewest that can be asked for. Default 1. */
  readonly least?: number;
  /** Whether there is a next page even after the last record, as a log that is polled has it. */
  readonly endless?: boolean;
}

/**
 * One page of a list with links to itself and to the next one (RFC 8288), which are absolute. The cursor is opaque and belongs to
 * the query it was made for.
 */
export const oktaPage = <R>(
  call: OktaCall,
  records: RecordList<R>,
  pages: OktaPages & Pick<OktaSettings, 'limitOutOfRange'>,
  keyOf: (record: R) => string,
  render: (record: R) => unknown,
): VendorReply => {
  const limit = readLimit(call, pages);
  const from = startOf(call, records, keyOf);
  const shown = records.slice(from, from + limit);
  const goesOn = pages.endless === true || from + shown.length < records.length;
  const last = shown.at(-1);
  const cursor = goesOn
    ? [from + shown.length, last === undefined ? keyBefore(records, from, keyOf) : keyOf(last)]
    : undefined;
  return {
    status: 200,
    headers: { Link: linksOf(call, limit, cursor) },
    body: shown.map(render),
  };
};

/** @throws OktaProblem 400 */
export const readLimit = (
  { parameters }: OktaCall,
  { usual, most, least = 1, limitOutOfRange }: OktaPages & Pick<OktaSettings, 'limitOutOfRange'>,
): number => {
  const text = parameters.get('limit');
  // Some endpoints document -1 as "the server's choice".
  if (text === undefined || text === '-1') {
    return usual;
  }
  if (!/^-?\d+$/.test(text)) {
    throw validationFailed('limit', 'limit: must be a number');
  }
  const limit = Number(text);
  if (limit >= least && limit <= most) {
    return limit;
  }
  if (limitOutOfRange === 'reject') {
    throw validationFailed('limit', `limit: must be between ${least} and ${most}`);
  }
  return Math.min(most, Math.max(least, limit));
};

const keyBefore = <R>(records: RecordList<R>, from: number, keyOf: (record: R) => string): string => {
  const before = from === 0 ? undefined : records.at(from - 1);
  return before === undefined ? '' : keyOf(before);
};

/** Everything of a query that decides what is in the list. */
const walkOf = ({ route, parameters }: OktaCall): string =>
  JSON.stringify([route, [...parameters].filter(([name]) => name !== 'after' && name !== 'limit').sort()]);

const linksOf = (
  call: OktaCall,
  limit: number,
  cursor: readonly [number, string] | readonly unknown[] | undefined,
): string => {
  const self = `<${new URL(call.target, call.origin).href}>; rel="self"`;
  if (cursor === undefined) {
    return self;
  }
  const next = new URL(call.target, call.origin);
  next.searchParams.set(
    'after',
    Buffer.from(JSON.stringify([...cursor, walkOf(call)])).toString('base64url'),
  );
  next.searchParams.set('limit', String(limit));
  return `${self}, <${next.href}>; rel="next"`;
};

/** Where a page begins: after the record that the one before ended with, or where that was when it is gone. */
const startOf = <R>(call: OktaCall, records: RecordList<R>, keyOf: (record: R) => string): number => {
  const text = call.parameters.get('after');
  if (text === undefined) {
    return 0;
  }
  const [offset, key, walk] = readCursor(text);
  if (typeof offset !== 'number' || walk !== walkOf(call)) {
    throw new OktaProblem(400, 'E0000029', 'Invalid paging request.');
  }
  // As a rule nothing has changed, and it stands where it stood.
  const before = offset === 0 ? undefined : records.at(offset - 1);
  if (before !== undefined && keyOf(before) === key) {
    return offset;
  }
  const at = records.slice().findIndex((record) => keyOf(record) === key);
  return at < 0 ? offset : at + 1;
};

const readCursor = (text: string): readonly unknown[] => {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return Array.isArray(read) ? (read as readonly unknown[]) : [];
  } catch {
    return [];
  }
};
