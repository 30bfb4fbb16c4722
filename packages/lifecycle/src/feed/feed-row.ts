import type { Profile } from '../config/lifecycle-config';

/** One person of the feed, read and mapped. */
export interface FeedPerson {
  readonly tag: 'person';
  /** The person's key as text, with its zeros. */
  readonly key: string;
  /** Line of the file where the row begins (CSV, JSON Lines), or its number in a list (JSON), from 1. */
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
  /** What the person is known by elsewhere, as far as it could be read. It tells whose an account may be, and decides nothing. */
  readonly known?: ReadIdentifiers;
}

export interface ReadIdentifiers {
  readonly employeeid?: string;
  readonly username?: string;
  readonly email?: string;
  /** Nothing of them is unreadable: the cells are where they belong, and what is absent is empty. */
  readonly isWhole: boolean;
}

export type FeedRow = FeedPerson | FeedError;

export type FeedFormat = 'CSV' | 'JSON' | 'JSON Lines';

/** A key of the profiles, and how much of the feed has it. */
export interface FeedKey {
  readonly key: string;
  /** The columns that it is made from; several under a mapper. */
  readonly columns: readonly string[];
  /** How many people have a value. */
  readonly filled: number;
  /** All of them, and two at least, have the same. */
  readonly alike?: true;
  /** For dates: which format how many of them had; `an instant` is ISO 8601 with a zone. */
  readonly dates?: Readonly<Record<string, number>>;
}

/** What is known of a feed when its last row was read. */
export interface FeedSummary {
  /** `file:hr.csv`, `stdin:` or the address without credentials. */
  readonly uri: string;
  /** sha256 of the bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** Absent when not even that could be told. */
  readonly format?: FeedFormat;
  /** What separates the cells of CSV. */
  readonly separator?: string;
  /** As it is shown: `UTF-8`, `UTF-8 with a byte order mark`, or the name in the configuration. */
  readonly encoding: string;
  /** Rows that were read, those in error included; empty lines are none. */
  readonly rows: number;
  readonly errors: number;
  /** The header of CSV in its order; the keys of JSON in the order in which they were met. */
  readonly columns: readonly string[];
  /** What became of the columns, key by key. */
  readonly keys: readonly FeedKey[];
  /** How many people's rows name a time zone in the column for it; absent where there is no such column. */
  readonly zones?: number;
  /** Why the feed as a whole cannot be used: empty, cut off, a mapped column is gone. Always stops a plan. */
  readonly fatal: readonly string[];
  /** What a reader should know and nothing depends on: the separator that was found, unknown columns. */
  readonly remarks: readonly string[];
}

/** A feed that is being read: its rows once, from the first to the last, as many at once as a piece of it has; then the summary. */
export interface Feed {
  readonly pages: () => AsyncIterable<readonly FeedRow[]>;
  /** Only after the last row. */
  readonly summary: () => FeedSummary;
}
