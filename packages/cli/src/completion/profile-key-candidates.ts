/** The neutral keys of a profile that applications commonly map (docs/mappers.md); each application may have more. */
export const PROFILE_KEYS: readonly string[] = [
  'email',
  'username',
  'employeeid',
  'givenname',
  'surname',
  'displayname',
  'title',
  'department',
  'manageremailaddress',
  'mobilephone',
  'id',
];

/** Beginnings of a profile in JSON that go on from what is there: keys after { and after a comma; none inside a value. */
export const keysAt = (value: string): readonly string[] => {
  const [, head, , key] = /^(\{?|\{.*,)(\s*)("?[\w-]*)$/s.exec(value) ?? [];
  if (head === undefined || key === undefined) {
    return [];
  }
  const used = [...value.matchAll(/"([\w-]+)"\s*:/g)].map(([, name]) => name);
  const start = value.slice(0, value.length - key.length);
  return PROFILE_KEYS.filter((name) => !used.includes(name)).map(
    (name) => `${start === '' ? '{' : start}"${name}": "`,
  );
};
