import { RestProblem } from './rest-problem';

/** Who is in which group, oldest first. */
export interface Membership {
  readonly id: string;
  readonly group: string;
  readonly user: string;
}

export interface Memberships {
  readonly all: () => readonly Membership[];
  readonly membersOf: (group: string) => readonly string[];
  readonly groupsOf: (user: string) => readonly string[];
  /** Puts a member at the end, whether it was there or not. */
  readonly put: (group: string, user: string) => Membership;
  readonly take: (group: string, user: string) => void;
  readonly remove: (id: string) => void;
  /** Takes away everything about a user or a group that is no more. */
  readonly forget: (which: Partial<Pick<Membership, 'group' | 'user'>>) => void;
  readonly clear: () => void;
}

export const createMemberships = (): Memberships => {
  const rows = new Map<string, Membership>();
  let last = 0;
  const all = (): readonly Membership[] => [...rows.values()];
  const forget: Memberships['forget'] = ({ group, user }) =>
    all()
      .filter(
        (row) => (group === undefined || row.group === group) && (user === undefined || row.user === user),
      )
      .forEach(({ id }) => rows.delete(id));
  return {
    all,
    membersOf: (group) => all().flatMap((row) => (row.group === group ? [row.user] : [])),
    groupsOf: (user) => all().flatMap((row) => (row.user === user ? [row.group] : [])),
    put: (group, user) => {
      forget({ group, user });
      last += 1;
      const row = { id: `${5000 + last}`, group, user };
      rows.set(row.id, row);
      return row;
    },
    take: (group, user) => forget({ group, user }),
    remove: (id) => void rows.delete(id),
    forget,
    clear: () => {
      rows.clear();
      last = 0;
    },
  };
};

/** The member ids of a `{"add": […], "remove": […]}`. */
export const memberChanges = (
  body: Readonly<Record<string, unknown>>,
): { readonly add: readonly string[]; readonly remove: readonly string[] } => {
  const { add = [], remove = [], ...rest } = body;
  if (!areIds(add) || !areIds(remove) || Object.keys(rest).length > 0) {
    throw new RestProblem(400, 'The body must have lists of ids as add and remove');
  }
  return { add, remove };
};

export const areIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');
