import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import { distinctKeys } from './distinct-keys';

/** One page of a list. */
export interface Page<A> {
  readonly records: readonly A[];
  /** What the request for the following page needs; absent on the last page. */
  readonly next?: string | undefined;
  /** The total number of records, if the vendor reports it. */
  readonly total?: number | undefined;
}

/** How a list is read. */
export interface Reading<A> {
  /** One request. */
  readonly read: (page?: string) => Promise<Page<A>>;
  /** The identity of a record: pages overlap when records are added while the list is read. */
  readonly keyOf: (record: A) => string;
  /** A page without new records ends the list, as when the vendor ignores the page number. */
  readonly endsWithNothingNew?: boolean;
  /** The number of distinct records after which the answer cannot change; all when absent. */
  readonly enough?: number;
}

/** The records, each one once. */
export interface Collected<A> {
  readonly records: readonly A[];
  /** The largest total that a page reported; 0 when none did. */
  readonly announced: number;
  /** The pages did not agree: the list changed while it was read. */
  readonly changed: boolean;
}

/**
 * Maximum number of consecutive pages without new records: a page may be empty (RFC 9865 section 2), but a list that goes on so
 * never ends.
 */
const MAX_FRUITLESS_PAGES = 20;
/** Maximum number of pages: no list may occupy a command forever. */
const MAX_PAGES = 1000;
/** The same where pages have `WELL_FILLED` new records on average: room for a million people. */
const MAX_FULL_PAGES = 20_000;
const WELL_FILLED = 50;

/** Reads page by page while there is a next one. @throws IAMError when the pages would never end */
export const collectPages = async <A>(reading: Reading<A>): Promise<Collected<A>> => {
  const first = await reading.read();
  if (isOnlyRecord(first)) {
    return { records: first.records, ...endOf(first) };
  }
  const records = new Map<string, A>();
  const pages = readPages(reading, () => records.size, first);
  for (;;) {
    const page = await pages.next();
    if (page.done === true) {
      const { announced, changed } = page.value;
      return { records: [...records.values()], announced, changed };
    }
    page.value.forEach((record) => records.set(reading.keyOf(record), record));
  }
};

/** Whether this first page is the whole list and has one record at most, which repeats no other. */
const isOnlyRecord = ({ records, next }: Page<unknown>): boolean => next === undefined && records.length < 2;

const endOf = ({ total = 0 }: Page<unknown>): { readonly announced: number; readonly changed: boolean } => ({
  announced: Math.max(0, total),
  changed: false,
});

/** What is known of a list when its last page was read. */
interface Ended<A> extends Omit<Collected<A>, 'records'> {
  /** The records of a list of one page with one record at most: one repeats no other. */
  readonly only?: readonly A[];
}

/**
 * The pages while there is a next one, as they come. @throws IAMError when they would never end
 *
 * @param count how many distinct records came so far; the taker of a page knows it
 * @param begun the first page, where it was read already
 */
const readPages = async function* <A>(
  { read, endsWithNothingNew = false, enough = Infinity }: Reading<A>,
  count: () => number,
  begun?: Page<A>,
): AsyncGenerator<readonly A[], Ended<A>> {
  const asked = new Set<string>();
  let announced: number | undefined;
  let changed = false;
  let fruitless = 0;
  for (let page: string | undefined; ;) {
    const current = page === undefined && begun !== undefined ? begun : await read(page);
    const { records: more, next, total } = current;
    if (page === undefined && isOnlyRecord(current)) {
      return { only: more, ...endOf(current) };
    }
    const before = count();
    yield more;
    const known = count();
    if (total !== undefined) {
      changed ||= announced !== undefined && total !== announced;
      announced = Math.max(total, announced ?? total);
    }
    fruitless = known === before ? fruitless + 1 : 0;
    // A repeated page after as many records as were announced: the vendor ignores the page number.
    const isRepeated = more.length > 0 && announced !== undefined && known >= announced;
    const isLast =
      next === undefined || (fruitless > 0 && (endsWithNothingNew || isRepeated)) || known >= enough;
    if (isLast) {
      return { announced: Math.max(0, announced ?? 0), changed };
    }
    const most = known >= asked.size * WELL_FILLED ? MAX_FULL_PAGES : MAX_PAGES;
    if (asked.has(next) || fruitless > MAX_FRUITLESS_PAGES || asked.size >= most) {
      throw new IAMError(
        failure(
          'malformed-reply',
          fruitless > 0
            ? 'The vendor hands out pages that bring nobody new; the list would never end.'
            : `The list has no end after ${asked.size + 1} pages and ${known} records.`,
        ),
      );
    }
    asked.add(next);
    page = next;
  }
};

/**
 * Reads a complete list or fails: a part is never taken for the whole. With page numbers, a record deleted while reading moves
 * another one to a page already read, so a list that changed is read once more.
 *
 * @param what the kind of records, for the message: `users`
 */
export const allPages = async <A>(what: string, reading: Reading<A>): Promise<readonly A[]> => {
  const first = await collectPages(reading);
  const collected = isShort(first) && first.changed ? await collectPages(reading) : first;
  if (isShort(collected)) {
    throw notWhole(what, collected.announced, collected.records.length);
  }
  return collected.records;
};

/**
 * The same list as it is read, so that it never is in memory as a whole: each record once, the first time it comes. Of the
 * others only digests of their keys are kept. Ends by throwing when the list turns out not to be whole, and does not begin anew when it changed meanwhile.
 */
export const pagesAsRead = async function* <A>(
  what: string,
  reading: Reading<A>,
): AsyncGenerator<readonly A[], void> {
  const known = distinctKeys();
  const pages = readPages(reading, known.size);
  const fresh = (records: readonly A[]): readonly A[] =>
    records.filter((record) => known.add(reading.keyOf(record)));
  for (;;) {
    const page = await pages.next();
    if (page.done !== true) {
      yield fresh(page.value);
      continue;
    }
    const { announced, only = [] } = page.value;
    yield fresh(only);
    if (announced > known.size()) {
      throw notWhole(what, announced, known.size());
    }
    return;
  }
};

const notWhole = (what: string, announced: number, sent: number): IAMError =>
  new IAMError(
    failure(
      'malformed-reply',
      `The vendor announces ${announced} ${what} and sent ${sent}: the list is not whole.`,
      { next: 'Run the command again; when it stays so, the vendor cuts or miscounts its lists.' },
    ),
  );

const isShort = ({ records, announced }: Collected<unknown>): boolean => announced > records.length;
