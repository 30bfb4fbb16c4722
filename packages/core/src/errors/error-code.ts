/** The code of a system error such as `ENOENT`; undefined for everything else that can be thrown. */
export const errorCodeOf = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : undefined;
