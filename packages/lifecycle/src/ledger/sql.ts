/** What the ledger and the runs need of a database. */
export interface Sql {
  readonly query: <R>(text: string, values?: readonly unknown[]) => Promise<readonly R[]>;
  readonly transaction: <A>(work: (sql: Pick<Sql, 'query'>) => Promise<A>) => Promise<A>;
}
