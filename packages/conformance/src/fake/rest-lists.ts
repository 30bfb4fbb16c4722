import type { VendorReply, VendorRequest } from './fake-vendor';
import { RestProblem } from './rest-problem';
import type { RestRecord } from './rest-records';

/** How lists are read page by page: behind a cursor of the body, behind a `Link` header, or by the number of a record. */
export type RestLists = RestCursorLists | RestLinkLists | RestOffsetLists;

/** Lists behind cursors: `{ "people": […], "next": "…" }`, and `?after=…` for what follows. */
export interface RestCursorLists {
  /** The key of the records of a page. */
  readonly items: string;
  /** The parameter that asks for the page at a cursor. */
  readonly cursor: string;
  /** The key of the cursor of the next page; its value is null on the last one. */
  readonly next: string;
}

/** Lists whose next page is in a `Link` header (RFC 8288 section 3), in the envelope of everything else. */
export interface RestLinkLists {
  /** The parameter in the link that asks for the page at a cursor. */
  readonly link: string;
  /** The parameter for the size of a page, at most `pageSize`. */
  readonly limit?: string;
  /** The header with the number of all records that were found, for example `X-Total-Count`. */
  readonly total?: string;
}

/** Lists from the number of a record on, in the envelope of everything else. */
export interface RestOffsetLists {
  /** The parameter with that number, for example `sysparm_offset`. */
  readonly offset: string;
  /** The parameter for the size of a page, at most `pageSize`. */
  readonly limit?: string;
  /** The header with the number of all records that were found. */
  readonly total?: string;
}

/** How lists are handed out page by page. */
export interface Paging {
  /** The parameters of a query that are no search. */
  readonly parameters: readonly string[];
  readonly page: (records: readonly RestRecord[], request: VendorRequest) => VendorReply;
}

/** Pages as the options say. `ok` puts records into the envelope. */
export const pagingOf = (
  size: number,
  lists: RestLists = { offset: 'offset' },
  ok: (records: readonly RestRecord[]) => VendorReply,
): Paging => {
  if ('cursor' in lists) {
    return byCursor(size, lists);
  }
  return 'link' in lists ? byLink(size, lists, ok) : byOffset(size, lists, ok);
};

type Wrap = (records: readonly RestRecord[]) => VendorReply;

const byOffset = (size: number, { offset, limit, total }: RestOffsetLists, ok: Wrap): Paging => ({
  parameters: [offset, ...(limit === undefined ? [] : [limit])],
  page: (records, { query }) => {
    const asked = new URLSearchParams(query);
    const start = Number(asked.get(offset) ?? 0);
    const reply = ok(records.slice(start, start + sizeAsked(asked, limit, size)));
    return total === undefined ? reply : { ...reply, headers: totalOf(total, records) };
  },
});

/** Opaque cursors in the body. */
const byCursor = (size: number, { items, cursor, next }: RestCursorLists): Paging => ({
  parameters: [cursor],
  page: (records, { query }) => {
    const start = startAt(new URLSearchParams(query).get(cursor));
    const end = start + size;
    const body = { [items]: records.slice(start, end), [next]: end < records.length ? cursorTo(end) : null };
    return { status: 200, body };
  },
});

/** Opaque cursors in links, which are whole addresses where the request says to which host it came. */
const byLink = (size: number, { link, limit, total }: RestLinkLists, ok: Wrap): Paging => ({
  parameters: [link, ...(limit === undefined ? [] : [limit])],
  page: (records, { path, query, headers: { host } }) => {
    const asked = new URLSearchParams(query);
    const start = startAt(asked.get(link));
    const end = start + sizeAsked(asked, limit, size);
    const address = (parameters: URLSearchParams): string =>
      `${host === undefined ? '' : `http://${host}`}${path}?${parameters.toString()}`;
    const following = new URLSearchParams([
      ...[...asked].filter(([name]) => name !== link),
      [link, cursorTo(end)],
    ]);
    const links = [
      `<${address(asked)}>; rel="self"`,
      ...(end < records.length ? [`<${address(following)}>; rel="next"`] : []),
    ];
    return {
      ...ok(records.slice(start, end)),
      headers: { Link: links.join(', '), ...totalOf(total, records) },
    };
  },
});

const totalOf = (header: string | undefined, records: readonly RestRecord[]): Record<string, string> =>
  header === undefined ? {} : { [header]: String(records.length) };

const sizeAsked = (query: URLSearchParams, limit: string | undefined, size: number): number => {
  const asked = limit === undefined ? null : query.get(limit);
  if (asked !== null && !/^[1-9]\d{0,8}$/.test(asked)) {
    throw new RestProblem(400, 'The size of a page must be a whole number above 0');
  }
  return asked === null ? size : Math.min(Number(asked), size);
};

const cursorTo = (start: number): string => `page-from-${start}`;

const startAt = (cursor: string | null): number => {
  if (cursor === null) {
    return 0;
  }
  const [, start] = /^page-from-(\d+)$/.exec(cursor) ?? [];
  if (start === undefined) {
    throw new RestProblem(400, 'The cursor is not one of ours');
  }
  return Number(start);
};
