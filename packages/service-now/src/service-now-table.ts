import { allPages, failure, IAMError, path, type Http } from '@iam/core';
import { cellOf, OneRow, Rows, type Row } from './service-now-codecs';
import { havingAll, havingOne, isSameText, type Conditions } from './service-now-query';

/** The tables that people and groups are kept in. */
export const USERS = 'sys_user';
export const GROUPS = 'sys_user_group';
export const MEMBERSHIPS = 'sys_user_grmember';

const PAGE_SIZE = 1000;

/** The record of that sys_id; undefined when there is none, or none that the account may see. */
export const findRow = async (http: Http, table: string, sysId: string): Promise<Row | undefined> =>
  (await http.find(path`table/${table}/${sysId}`, { reply: OneRow }))?.result;

/**
 * The rows that have all, or one, of the values. What comes back is compared with what was asked for, because ServiceNow ignores a
 * condition that it cannot apply and returns every row.
 *
 * @param limit enough rows to decide on
 * @throws IAMError when other rows come back, and when access controls hide some: neither shows that there is no such record
 */
export const findRows = async (
  http: Http,
  table: string,
  conditions: Conditions,
  { match = 'all', limit = 2 }: { readonly match?: 'all' | 'one'; readonly limit?: number } = {},
): Promise<readonly Row[]> => {
  const asked = match === 'all' ? havingAll(conditions) : havingOne(conditions);
  const page = await http.findPage(path`table/${table}`, undefined, {
    query: { sysparm_query: asked, sysparm_limit: limit },
    reply: Rows,
  });
  const rows = page?.body.result ?? [];
  const columns = Object.keys(conditions).join(match === 'all' ? ' and ' : ' or ');
  const has = (row: Row): boolean => {
    const met = Object.entries(conditions).map(([column, value]) => isSameText(cellOf(row, column), value));
    return match === 'all' ? met.every(Boolean) : met.some(Boolean);
  };
  if (!rows.every(has)) {
    throw new IAMError(
      failure(
        'malformed-reply',
        `ServiceNow answered with other rows of ${table} than those of that ${columns}.`,
        {
          next: 'Check that the columns exist and may be read by the account; ServiceNow ignores a condition that it cannot apply.',
        },
      ),
    );
  }
  const total = page?.total ?? rows.length;
  if (rows.length < Math.min(total, limit)) {
    throw new IAMError(
      failure(
        'forbidden',
        `ServiceNow has ${total} rows of ${table} with that ${columns} and shows ${rows.length}: access controls hide the rest.`,
        { next: `Give the account of this instance the right to read ${table}.` },
      ),
    );
  }
  return rows;
};

/** One page of a list. */
export interface RowPage {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/**
 * One page of the rows that a query finds, in an order that stays. Access controls apply after the limit, so a short page, an empty
 * one, and in version 1 a 404 in the middle of a list are no end of it; the total counts what they hide, and so is none that a list
 * must reach.
 *
 * @param page where the page before it ended
 */
export const rowPage = async (
  http: Http,
  table: string,
  {
    query,
    fields,
    page,
  }: { readonly query?: string; readonly fields?: string; readonly page?: string | undefined },
): Promise<RowPage> => {
  const { offset, step, announced } = readPlace(page);
  const found = await http.findPage(path`table/${table}`, undefined, {
    query: {
      sysparm_query: [...(query === undefined ? [] : [query]), 'ORDERBYsys_id'].join('^'),
      sysparm_fields: fields,
      sysparm_limit: PAGE_SIZE,
      sysparm_offset: offset,
    },
    reply: Rows,
  });
  const rows = found?.body.result ?? [];
  const total = found?.total ?? announced;
  if (found?.next !== undefined) {
    const next = offsetIn(found.next, offset);
    return { rows, next: placeAt(next, next - offset, total) };
  }
  // Where no link says what follows, a page may also be short because the instance allows fewer rows than were asked for: the next one
  // begins behind the last row that came, and rows that come twice are one. Without a total either, or with one that the rows exceed,
  // only an empty page is the end.
  const isLast = found?.header('link') !== undefined;
  const after = offset + (rows.length === 0 ? step : rows.length);
  const isMore = total === undefined || total < offset + rows.length ? rows.length > 0 : after < total;
  return isMore && !isLast ? { rows, next: placeAt(after, step, total) } : { rows };
};

/** A place in a list: its offset, how many rows a page is apart from the next, and the total that was announced. */
interface Place {
  readonly offset: number;
  readonly step: number;
  readonly announced: number | undefined;
}

const placeAt = (...place: readonly [offset: number, step: number, total: number | undefined]): string =>
  place.map((number) => number ?? '').join('/');

const readPlace = (page: string | undefined): Place => {
  const [offset = '0', step = String(PAGE_SIZE), total = ''] = page?.split('/') ?? [];
  return { offset: Number(offset), step: Number(step), announced: total === '' ? undefined : Number(total) };
};

/** The offset in the address of the next page. */
const offsetIn = (address: string, present: number): number => {
  const offset = Number(new URL(address).searchParams.get('sysparm_offset') ?? NaN);
  if (!Number.isSafeInteger(offset) || offset <= present) {
    throw new IAMError(
      failure('malformed-reply', `The next page of ServiceNow does not come after the row ${present}.`),
    );
  }
  return offset;
};

/** All rows that a query finds, each one once. */
export const allRows = (
  http: Http,
  table: string,
  options: { readonly query: string; readonly fields: string },
): Promise<readonly Row[]> =>
  allPages(`rows of ${table}`, {
    read: async (page) => {
      const { rows, next } = await rowPage(http, table, { ...options, page });
      return { records: rows, next };
    },
    keyOf: ({ sys_id }) => String(sys_id),
  });
