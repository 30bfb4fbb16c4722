/** A group's label in the confirmation; an argument with neither id nor name is shown as written. */
export const groupInWords = (scim: string): string => {
  const value: unknown = JSON.parse(scim);
  const { id, displayName } = value as { readonly id?: unknown; readonly displayName?: unknown };
  const name = isNamed(displayName) ? JSON.stringify(displayName) : undefined;
  if (isNamed(id)) {
    return `the group with id ${id}${name === undefined ? '' : ` (${name})`}`;
  }
  return `the group ${name ?? scim}`;
};

const isNamed = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';
