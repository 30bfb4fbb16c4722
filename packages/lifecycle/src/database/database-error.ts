/**
 * What is wrong with the database, as sentences for the person at the terminal: what, why, and what to do next. Its message
 * never has a password or an address that holds one.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** PostgreSQL's SQLSTATE or Node's system code of a failure (`57P03`, `ECONNREFUSED`); undefined when it has none. */
export const codeOf = (thrown: unknown): string | undefined => {
  const code = (thrown as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
};

export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/** Classes of SQLSTATE (PostgreSQL, appendix A) that say nothing about the statement: connection, resources, operator, rollback, read-only. */
const PASSING_STATES = /^(08|53|57|40|25006)/;

/** How the connection to a server ends or is not made, where the system's call does not tell: reading a file has a `read` too. */
const NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
]);

/** A socket may be a file that is gone, or a name that is not found. */
const CONNECTING: ReadonlySet<unknown> = new Set(['connect', 'getaddrinfo']);

/**
 * Whether the same statement may go well later: the database is away, restarts, is full, or was just taken over by another. What the
 * system says of files (a full disk, a folder that is gone) is none of the database's.
 */
export const isPassing = (thrown: unknown): boolean => {
  const code = codeOf(thrown);
  return code === undefined
    ? /connection|timeout/i.test(messageOf(thrown))
    : PASSING_STATES.test(code) ||
        NETWORK.has(code) ||
        CONNECTING.has((thrown as { readonly syscall?: unknown }).syscall);
};

/** Classes of SQLSTATE that are about a value: data exceptions, and what is longer than the server takes. */
const VALUE_STATES = /^(22|54)/;

/** Whether a statement failed because of a value in it, which no repetition changes. */
export const isOfValue = (thrown: unknown): boolean => VALUE_STATES.test(codeOf(thrown) ?? '');
