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
