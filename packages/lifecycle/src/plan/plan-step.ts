import type { ReadingStep } from '../accounts/reading-step';

/** How far a plan is; told often, for a screen. */
export type PlanStep =
  | { readonly tag: 'feed'; readonly rows: number }
  | ReadingStep
  | { readonly tag: 'people'; readonly done: number; readonly of: number };
