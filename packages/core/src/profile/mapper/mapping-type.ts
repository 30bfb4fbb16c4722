/** The names under which a mapper may hold different rules for different actions. */
export const MAPPING_TYPES = [
  'User Profile',
  'User Profile - Create',
  'User Profile - Update',
  'User Profile - Enable',
  'User Profile - Disable',
] as const;

export type MappingType = (typeof MAPPING_TYPES)[number];

export const isMappingType = (name: string): name is MappingType =>
  (MAPPING_TYPES as readonly string[]).includes(name);

/** Where the rules of a type that a mapper does not have are taken from, best first. */
const FALLBACKS: Readonly<Record<MappingType, readonly MappingType[]>> = {
  'User Profile': ['User Profile - Update', 'User Profile - Create'],
  'User Profile - Create': ['User Profile - Update', 'User Profile'],
  'User Profile - Update': ['User Profile - Create', 'User Profile'],
  'User Profile - Enable': ['User Profile - Update', 'User Profile - Create', 'User Profile'],
  'User Profile - Disable': ['User Profile - Update', 'User Profile - Create', 'User Profile'],
};

/** What `byType` holds for `type`, or for the nearest type it has. */
export const forType = <A>(byType: ReadonlyMap<MappingType, A>, type: MappingType): A | undefined => {
  for (const candidate of [type, ...FALLBACKS[type]]) {
    const found = byType.get(candidate);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
};
