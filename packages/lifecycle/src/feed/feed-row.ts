import type { Profile } from '../config/lifecycle-config';

/** One person of the feed, read and mapped. */
export interface FeedPerson {
  readonly tag: 'person';
  /** The person's key as text, with its zeros. */
  readonly key: string;
  /** Line of the file where the row begins, or its number in a list, from 1. */
  readonly line: number;
  /** In the neutral vocabulary; dates are ISO (`2026-11-30`); nothing that is null or ''. */
  readonly profile: Profile;
  /** IANA name of the time zone of the person's dates. */
  readonly zone: string;
}

/** A row that cannot be used. Its person, if the key could be read, is held: neither changed nor missing. */
export interface FeedError {
  readonly tag: 'error';
  readonly line: number;
  readonly key?: string;
  readonly column?: string;
  /** A sentence without the values of other columns. */
  readonly problem: string;
}

export type FeedRow = FeedPerson | FeedError;

/** What is known of a feed when its last row was read. */
export interface FeedSummary {
  /** `file:hr.csv`, `stdin:` or the address without credentials. */
  readonly uri: string;
  /** sha256 of the bytes, in hexadecimal digits. */
  readonly sha256: string;
  readonly rows: number;
  readonly errors: number;
  readonly columns: readonly string[];
  /** Why the feed as a whole cannot be used: empty, cut off, a mapped column is gone. Always stops a plan. */
  readonly fatal: readonly string[];
  /** What a reader should know and nothing depends on: the separator that was found, unknown columns. */
  readonly remarks: readonly string[];
}

/** A feed that is being read: rows once, from the first to the last, then the summary. */
export interface Feed {
  readonly rows: () => AsyncIterable<FeedRow>;
  /** Only after the last row. */
  readonly summary: () => FeedSummary;
}
