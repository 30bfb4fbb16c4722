import { printable } from '@iam/core';
import { PLAN_FORMAT } from './plan-line';

/** Why a file is not applied. */
export type PlanRefusal =
  | { readonly tag: 'unreadable'; readonly why: string }
  | { readonly tag: 'not-a-plan' }
  | { readonly tag: 'version'; readonly format: string }
  | { readonly tag: 'truncated'; readonly line: number }
  | { readonly tag: 'damaged'; readonly line: number; readonly problem: string }
  | { readonly tag: 'changed' }
  | { readonly tag: 'expired'; readonly at: string }
  | { readonly tag: 'other-configuration' }
  | { readonly tag: 'other-database' }
  /** The database is at an earlier state than the one that it was made upon. */
  | { readonly tag: 'restored-database' }
  /** The database knows no such plan. */
  | { readonly tag: 'unknown' }
  | { readonly tag: 'redacted' };

/** The refusal as two sentences: what is the matter, and what next. */
export const refusalText = (file: string, refusal: PlanRefusal): string => {
  const name = printable(file);
  switch (refusal.tag) {
    case 'unreadable':
      return `${name} cannot be read: ${refusal.why}. Nothing was done.`;
    case 'not-a-plan':
      return `${name} is not a plan: its first line is not the head of one. \`iam plan\` makes plans.`;
    case 'version':
      return `${name} has the format "${printable(refusal.format)}" and this version of iam reads "${PLAN_FORMAT}". Plan again with this version, or apply it with the one that made it.`;
    case 'truncated':
      return `${name} is cut off: it ends at line ${refusal.line} without the sum that closes a plan. Copy it again, or plan again; nothing of it is applied.`;
    case 'damaged':
      return `${name}, line ${refusal.line}: ${refusal.problem}. A plan is not edited by hand; plan again, or choose what is applied with --person and --app.`;
    case 'changed':
      return `${name} was changed after it was made: its lines do not have the hash in its sum. Nothing of it is applied; plan again.`;
    case 'expired':
      return `${name} was good until ${refusal.at} and is not applied any more: people and accounts may have changed since. Plan again.`;
    case 'other-configuration':
      return `${name} was made with another configuration: the rules of lifecycle changed since. Plan again, so that what is applied is what the rules say.`;
    case 'other-database':
      return `${name} was made upon another database: what it says about accounts may not be true here. Set IAM_DATABASE_URL (or IAM_DATA_DIR) as it was, or plan again.`;
    case 'restored-database':
      return `${name} was made upon a later state of this database, which was restored from a backup since: what was applied meanwhile is not known here. Plan again.`;
    case 'unknown':
      return `${name} is not known to this database: the process that made it was stopped before it was done, or the database was restored from a backup since. Plan again.`;
    case 'redacted':
      return `${name} was written without values (--redact): it can be read and not applied. Apply the plan that it was made from.`;
  }
};
