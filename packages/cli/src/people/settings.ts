import type { PeopleFormat } from '../output/people-format';

/** The options that all words for people have. */
export interface PeopleSettings {
  readonly config: string | undefined;
  readonly using: readonly string[];
  readonly output: PeopleFormat;
  readonly verbose: boolean;
  readonly debug: boolean;
  readonly audit: string | undefined;
  /** A file of people; `-` is standard input. */
  readonly from: string | undefined;
  /** The file of what has to be done again. */
  readonly results: string | undefined;
  readonly dryRun: boolean;
  readonly yes: boolean;
}
