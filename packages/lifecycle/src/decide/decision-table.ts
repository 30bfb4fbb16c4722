import type { Event, State } from './decision';
import type { Standing } from './standing';

/** Where the person is now: by the row, or `gone` when the feed has no row any more. */
export type Now = Standing | 'gone';

/** What was known before: nothing (`new`), or the state. */
export type Before = State | 'new';

/** What else a line may ask. Each is one fact about the row, or about how long the person has been missing. */
export type Fact = 'missing long enough' | 'an employment ended' | 'employed before' | 'something changed';

/** What a decision rests on, as `because` says it. */
export type Ground =
  | 'the standing'
  | 'the start'
  | 'the end'
  | 'the return'
  | 'the way back'
  | 'the row'
  | 'the absence'
  | 'what changed';

export interface Line {
  readonly now: readonly Now[];
  readonly before: readonly Before[];
  readonly and?: Fact;
  /** `as now`: active or leave, as the row says. */
  readonly state: State | 'as now';
  readonly event?: Event;
  readonly because: Ground;
  readonly hold?: true;
  /** Why the line is there, for the documentation. */
  readonly note: string;
}

/**
 * The table of decisions; the first line that fits counts. The order keeps it safe: a start date that arrives never enables the
 * account of a leaver, and only a person with no other event is a mover.
 */
export const DECISION_TABLE: readonly Line[] = [
  // The feed has no row any more.
  {
    now: ['gone'],
    before: ['left'],
    state: 'left',
    because: 'the absence',
    note: 'HR dropped a leaver: nothing to do',
  },
  {
    now: ['gone'],
    before: ['missing'],
    and: 'missing long enough',
    state: 'left',
    event: 'leaver',
    because: 'the absence',
    note: 'with `missing.afterDays` only',
  },
  {
    now: ['gone'],
    before: ['new', 'future', 'active', 'leave', 'missing'],
    state: 'missing',
    event: 'missing',
    because: 'the absence',
    hold: true,
    note: 'not a leaver: held until somebody approves it',
  },

  // Leaver first.
  {
    now: ['ended'],
    before: ['new', 'future', 'active', 'leave', 'missing'],
    state: 'left',
    event: 'leaver',
    because: 'the standing',
    note: 'whatever came before, a hire that was withdrawn too',
  },
  {
    now: ['ended'],
    before: ['left'],
    state: 'left',
    because: 'the standing',
    note: 'left already; accounts are compared all the same',
  },

  // Not yet.
  {
    now: ['future'],
    before: ['left'],
    state: 'left',
    because: 'the start',
    note: 'comes back later: stays a leaver until the start, and nothing is deleted',
  },
  {
    now: ['future'],
    before: ['active', 'leave'],
    and: 'an employment ended',
    state: 'left',
    event: 'leaver',
    because: 'the end',
    note: 'the employment before the next one is over',
  },
  {
    now: ['future'],
    before: ['active', 'leave'],
    state: 'future',
    event: 'postponed',
    because: 'the start',
    note: 'the start moved behind today',
  },
  {
    now: ['future'],
    before: ['missing'],
    state: 'future',
    event: 'reappeared',
    because: 'the start',
    note: 'in the feed again, and not in yet',
  },
  {
    now: ['future'],
    before: ['new', 'future'],
    state: 'future',
    because: 'the start',
    note: 'waits for the start',
  },

  // In again, in for the first time.
  {
    now: ['active', 'leave'],
    before: ['left'],
    state: 'as now',
    event: 'rehire',
    because: 'the return',
    note: 'by status or by date',
  },
  {
    now: ['active', 'leave'],
    before: ['new', 'future'],
    and: 'employed before',
    state: 'as now',
    event: 'rehire',
    because: 'the return',
    note: 'the row has an end date before its start date',
  },
  {
    now: ['active', 'leave'],
    before: ['new', 'future'],
    state: 'as now',
    event: 'joiner',
    because: 'the start',
    note: 'new, or the start has come (after a postponement as well)',
  },
  {
    now: ['active', 'leave'],
    before: ['missing'],
    state: 'as now',
    event: 'reappeared',
    because: 'the row',
    note: 'in the feed again',
  },

  // In, as before.
  {
    now: ['leave'],
    before: ['active'],
    state: 'leave',
    event: 'leave',
    because: 'the standing',
    note: 'goes on leave',
  },
  {
    now: ['active'],
    before: ['leave'],
    state: 'active',
    event: 'returned',
    because: 'the way back',
    note: 'comes back from leave',
  },
  {
    now: ['active', 'leave'],
    before: ['active', 'leave'],
    and: 'something changed',
    state: 'as now',
    event: 'mover',
    because: 'what changed',
    note: "`''`, null and absent are the same",
  },
  {
    now: ['active', 'leave'],
    before: ['active', 'leave'],
    state: 'as now',
    because: 'the standing',
    note: 'nothing changed',
  },
];
