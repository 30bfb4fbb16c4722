import type { VendorReply } from './fake-vendor';
import {
  doneReply,
  recordReply,
  refuseFrom,
  searchReply,
  type RestAsked,
  type Wording,
} from './rest-collection';
import { areIds, memberChanges, type Memberships } from './rest-memberships';
import type { RestGroupAction, RestGroups, RestRoutes } from './rest-options';
import { objectOf, present, RestProblem } from './rest-problem';
import { createRecords, type Records, type RestRecord } from './rest-records';
import { routeTable, type RestCall, type RestMatch } from './rest-routes';

const COMMON: RestRoutes<RestGroupAction> = {
  GET: 'list',
  POST: 'create',
  'GET {id}': 'read',
  'DELETE {id}': 'delete',
};

/** Only where a group shows its members does a request change several of them. */
const WITH_MEMBERS: RestRoutes<RestGroupAction> = { ...COMMON, 'PATCH {id}': 'change-members' };

/** The groups of a fake. */
export interface GroupCollection {
  readonly all: () => readonly {
    readonly id: string;
    readonly displayName: string;
    readonly members: readonly string[];
  }[];
  /** The groups of these ids, as they are shown. */
  readonly of: (ids: readonly string[]) => readonly RestRecord[];
  readonly match: (call: RestCall) => RestMatch<RestGroupAction>;
  readonly answer: (asked: RestAsked<RestGroupAction>) => VendorReply;
  readonly clear: () => void;
}

export const groupCollection = (
  described: RestGroups,
  memberships: Memberships,
  users: () => Records,
  wording: Wording,
): GroupCollection => {
  const { id = 'id', name = 'name', rows } = described;
  const members =
    rows === undefined ? (described.members === undefined ? 'members' : described.members) : null;
  const records = createRecords({
    id,
    fields: [name],
    unique: [name],
    required: [name],
    choices: {},
    defaults: {},
  });

  const shown = (record: RestRecord): RestRecord =>
    members === null ? record : { ...record, [members]: memberships.membersOf(String(record[id])) };
  const find: Records['find'] = (wanted) => records.find(wanted).map(shown);
  const knowsUsers = (ids: readonly string[]): void => {
    if (ids.some((user) => users().get(user) === undefined)) {
      throw new RestProblem(400, 'A member is not a user');
    }
  };
  /** The group of a route, which must be there and in a state for it. */
  const groupFor = ({ route, id: key }: RestAsked<RestGroupAction>): RestRecord => {
    const found = present(records.get(key), 'Group');
    refuseFrom(route, found);
    return found;
  };

  const actions: Readonly<Record<RestGroupAction, (asked: RestAsked<RestGroupAction>) => VendorReply>> = {
    list: (asked) => searchReply(find, asked, wording),
    create: ({ route, call }) => {
      const { fields, ids } = withoutMembers(objectOf(call.body), members);
      knowsUsers(ids);
      const made = records.add(fields);
      ids.forEach((user) => memberships.put(String(made[id]), user));
      return recordReply(route, shown(made), id, wording, 201);
    },
    read: (asked) => wording.ok(shown(groupFor(asked))),
    'change-members': (asked) => {
      const found = groupFor(asked);
      const { add, remove } = memberChanges(objectOf(asked.call.body));
      knowsUsers(add);
      add.forEach((user) => memberships.put(asked.id, user));
      remove.forEach((user) => memberships.take(asked.id, user));
      return recordReply(asked.route, shown(found), id, wording);
    },
    'add-member': (asked) => {
      groupFor(asked);
      knowsUsers([asked.member]);
      memberships.put(asked.id, asked.member);
      return doneReply(asked.route);
    },
    'remove-member': (asked) => {
      groupFor(asked);
      memberships.take(asked.id, asked.member);
      return doneReply(asked.route);
    },
    'list-members': (asked) => {
      groupFor(asked);
      const found = memberships.membersOf(asked.id).map((user) => users().get(user) ?? {});
      return wording.paging.page(found, asked.request);
    },
    delete: (asked) => {
      groupFor(asked);
      records.remove(asked.id);
      memberships.forget({ group: asked.id });
      return doneReply(asked.route);
    },
  };
  return {
    all: () =>
      records.all().map((record) => ({
        id: String(record[id]),
        displayName: String(record[name]),
        members: memberships.membersOf(String(record[id])),
      })),
    of: (ids) => records.all().flatMap((record) => (ids.includes(String(record[id])) ? [shown(record)] : [])),
    match: routeTable(members === null ? COMMON : WITH_MEMBERS, described.routes),
    answer: (asked) => actions[asked.route.does](asked),
    clear: records.clear,
  };
};

/** The body of a new group apart from the ids of its members, which it may have only where groups show them. */
const withoutMembers = (
  body: RestRecord,
  members: string | null,
): { readonly fields: RestRecord; readonly ids: readonly string[] } => {
  if (members === null || body[members] === undefined || body[members] === null) {
    return { fields: body, ids: [] };
  }
  const { [members]: ids, ...fields } = body;
  if (!areIds(ids)) {
    throw new RestProblem(400, `Field ${members} has the wrong type`);
  }
  return { fields, ids };
};
