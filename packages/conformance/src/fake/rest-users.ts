import { hasAt, keysOf, valueAt, withValueAt } from '@iam/core/internal';
import type { VendorReply } from './fake-vendor';
import {
  doneReply,
  recordReply,
  refuseFrom,
  searchReply,
  withSet,
  type RestAsked,
  type Wording,
} from './rest-collection';
import type { Memberships } from './rest-memberships';
import type { RestRoutes, RestUserAction, RestUsers } from './rest-options';
import { objectOf, present, RestProblem } from './rest-problem';
import { createRecords, laidOver, type Records, type RestRecord } from './rest-records';
import { routeTable, type RestMatch, type RestCall } from './rest-routes';

const COMMON: RestRoutes<RestUserAction> = {
  GET: 'list',
  POST: 'create',
  'GET {id}': 'read',
  'PATCH {id}': 'change',
  'PUT {id}': 'replace',
  'DELETE {id}': 'delete',
};

/** The users of a fake. */
export interface UserCollection {
  readonly records: Records;
  readonly match: (call: RestCall) => RestMatch<RestUserAction>;
  readonly answer: (asked: RestAsked<RestUserAction>) => VendorReply;
  /** Names of the fields, for the list of them. */
  readonly fields: readonly string[];
}

export const userCollection = (
  described: RestUsers,
  memberships: Memberships,
  groupsWith: (ids: readonly string[]) => readonly RestRecord[],
  wording: Wording,
): UserCollection => {
  const { id = 'id', fields, unique, required = [], textual = false } = described;
  const activity = activityOf(described.active, textual);
  const records = createRecords({
    id,
    fields: [...fields, activity.field],
    unique,
    required,
    choices: { [activity.field]: activity.words },
    defaults: { [activity.field]: activity.initial },
    textual,
  });

  /** The fields of a body; the activity is none of them where only routes write it. */
  const fieldsOf = (body: unknown, now: RestRecord = {}): RestRecord => {
    const given = objectOf(body);
    const wanted = valueAt(given, activity.field);
    if (
      activity.readOnly &&
      hasAt(given, keysOf(activity.field)) &&
      wanted !== valueAt(now, activity.field)
    ) {
      throw new RestProblem(400, `Field ${activity.field} is read-only`);
    }
    return given;
  };
  const actions: Readonly<Record<RestUserAction, (asked: RestAsked<RestUserAction>) => VendorReply>> = {
    list: (asked) => searchReply(records.find, asked, wording),
    create: ({ route, call }) =>
      recordReply(route, records.add(withSet(route, fieldsOf(call.body))), id, wording, 201),
    read: ({ id: key }) => wording.ok(present(records.get(key), 'User')),
    change: ({ route, id: key, call }) => {
      const found = present(records.get(key), 'User');
      refuseFrom(route, found);
      const changed = laidOver(found, fieldsOf(call.body, found));
      return recordReply(route, records.change(key, withSet(route, changed)), id, wording);
    },
    replace: ({ route, id: key, call }) => {
      const found = present(records.get(key), 'User');
      refuseFrom(route, found);
      const kept = withValueAt({}, keysOf(activity.field), valueAt(found, activity.field));
      const changed = laidOver(kept, { ...fieldsOf(call.body, found), [id]: key });
      return recordReply(route, records.change(key, withSet(route, changed)), id, wording);
    },
    set: ({ route, id: key }) => {
      const found = present(records.get(key), 'User');
      refuseFrom(route, found);
      return recordReply(route, records.change(key, withSet(route, found)), id, wording);
    },
    delete: ({ route, id: key }) => {
      refuseFrom(route, present(records.get(key), 'User'));
      records.remove(key);
      memberships.forget({ user: key });
      return doneReply(route);
    },
    'list-groups': ({ id: key, request }) => {
      present(records.get(key), 'User');
      return wording.paging.page(groupsWith(memberships.groupsOf(key)), request);
    },
  };
  return {
    records,
    match: routeTable(COMMON, described.routes),
    answer: (asked) => actions[asked.route.does](asked),
    fields: [id, activity.field, ...fields],
  };
};

interface Activity {
  readonly field: string;
  readonly words: readonly (string | boolean)[];
  readonly initial: string | boolean;
  readonly readOnly: boolean;
}

/** The field of the activity with the values that it may have. */
const activityOf = (active: RestUsers['active'] = 'active', textual: boolean): Activity => {
  if (typeof active === 'string') {
    const words = textual ? ['true', 'false'] : [true, false];
    return { field: active, words, initial: words[0] ?? true, readOnly: false };
  }
  const { field, yes, no, others = [], initial = yes, readOnly = false } = active;
  return { field, words: [yes, no, ...others], initial, readOnly };
};
