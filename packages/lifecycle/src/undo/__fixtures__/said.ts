/** When a record was changed is no part of what it says. */
const BOOKKEEPING =
  /^(meta|lastUpdated|sys_updated_on|sys_updated_by|sys_mod_count|updated|statusChanged|passwordChanged|activated|_links)$/;

/** What a record says, without the times at which it was changed; what is empty is absent. */
export const said = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(said);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !BOOKKEEPING.test(key))
      .map(([key, inner]) => [key, said(inner)] as const)
      .filter(([, inner]) => !isNothing(inner)),
  );
};

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);
