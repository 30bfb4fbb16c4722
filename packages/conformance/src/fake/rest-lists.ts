import type { VendorReply } from './fake-vendor';
import { RestProblem, type RestRecord } from './rest-records';

/** Lists behind cursors: `{ "people": […], "next": "…" }`, and `?after=…` for what follows. */
export interface RestLists {
  /** The key of the records of a page. */
  readonly items: string;
  /** The parameter that asks for the page at a cursor. */
  readonly cursor: string;
  /** The key of the cursor of the next page; its value is null on the last one. */
  readonly next: string;
}

/** How lists are handed out page by page. */
export interface Paging {
  /** The parameter of a query that is no search. */
  readonly parameter: string;
  readonly page: (records: readonly RestRecord[], query: URLSearchParams) => VendorReply;
}

/** Pages from `?offset=`, in the same envelope as everything else. */
export const byOffset = (size: number, ok: (value: unknown) => VendorReply): Paging => ({
  parameter: 'offset',
  page: (records, query) => {
    const offset = Number(query.get('offset') ?? 0);
    return ok(records.slice(offset, offset + size));
  },
});

/** Pages behind opaque cursors. */
export const byCursor = (size: number, { items, cursor, next }: RestLists): Paging => ({
  parameter: cursor,
  page: (records, query) => {
    const start = startAt(query.get(cursor));
    const end = start + size;
    const body = { [items]: records.slice(start, end), [next]: end < records.length ? cursorTo(end) : null };
    return { status: 200, body };
  },
});

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
