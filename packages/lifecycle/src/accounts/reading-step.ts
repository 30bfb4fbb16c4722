/** How far the reading of an application is; told often, for a screen. */
export type ReadingStep =
  /** So many accounts were read; `of`: as many as there are to ask for, where that is known. */
  | { readonly tag: 'reading'; readonly app: string; readonly accounts: number; readonly of?: number }
  | { readonly tag: 'read'; readonly app: string };

export type OnReading = (step: ReadingStep) => void;

/** So many accounts of a list are read between two steps: one for each would be more work than reading it. */
export const ACCOUNTS_PER_STEP = 100;
