/**
 * Whether what is known of an account (`a`) was not read from the last list of its application (`p`): a run wrote it since, or it was asked
 * for by itself. A list sets one instant in both.
 */
export const IS_WRITTEN = `(a.seen is distinct from p.refreshed)`;

/**
 * A run wrote the account since this transaction began, and so since the application was asked: what it was told then is older. The instants
 * of lists are those of the planner's clock, which may be ahead of the database's, so they do not count.
 */
export const WRITTEN_MEANWHILE = `(a.seen > now() and a.seen is distinct from (select p.refreshed from iam.application p where p.name = a.app))`;
