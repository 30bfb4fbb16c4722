import type { VendorReply } from './fake-vendor';
import { recordReply, searchReply, type RestAsked, type Wording } from './rest-collection';
import type { Membership, Memberships } from './rest-memberships';
import type { RestMembershipRows, RestRoutes } from './rest-options';
import { objectOf, present, RestProblem } from './rest-problem';
import type { RestRecord } from './rest-records';
import { routeTable, type RestCall, type RestMatch } from './rest-routes';

type RestRowAction = 'list' | 'create' | 'read' | 'delete';

const ROUTES: RestRoutes<RestRowAction> = {
  GET: 'list',
  POST: 'create',
  'GET {id}': 'read',
  'DELETE {id}': 'delete',
};

/** Memberships as a collection of its own. */
export interface RowCollection {
  readonly match: (call: RestCall) => RestMatch<RestRowAction>;
  readonly answer: (asked: RestAsked<RestRowAction>) => VendorReply;
}

export const rowCollection = (
  { id = 'id', group, user }: RestMembershipRows,
  memberships: Memberships,
  isThere: { readonly group: (id: string) => boolean; readonly user: (id: string) => boolean },
  wording: Wording,
): RowCollection => {
  const shown = (row: Membership): RestRecord => ({ [id]: row.id, [group]: row.group, [user]: row.user });
  const rows = (): readonly RestRecord[] => memberships.all().map(shown);
  const rowOf = (key: string): RestRecord =>
    present(
      rows().find((row) => row[id] === key),
      'Membership',
    );
  const find = (wanted: readonly (readonly [field: string, value: string])[]): readonly RestRecord[] => {
    const unknown = wanted.find(([field]) => ![id, group, user].includes(field));
    if (unknown !== undefined) {
      throw new RestProblem(400, `There is no field ${unknown[0].slice(0, 50)}`);
    }
    return rows().filter((row) => wanted.every(([field, value]) => row[field] === value));
  };

  const actions: Readonly<Record<RestRowAction, (asked: RestAsked<RestRowAction>) => VendorReply>> = {
    list: (asked) => searchReply(find, asked, wording),
    create: ({ route, call }) => {
      const { [group]: whose, [user]: who, ...rest } = objectOf(call.body);
      if (typeof whose !== 'string' || typeof who !== 'string' || Object.keys(rest).length > 0) {
        throw new RestProblem(400, `The body must have ${group} and ${user}`);
      }
      if (!isThere.group(whose) || !isThere.user(who)) {
        throw new RestProblem(400, 'A member is not a user, or there is no such group');
      }
      if (memberships.membersOf(whose).includes(who)) {
        throw new RestProblem(409, 'The user is a member');
      }
      return recordReply(route, shown(memberships.put(whose, who)), id, wording, 201);
    },
    read: ({ id: key }) => wording.ok(rowOf(key)),
    delete: ({ id: key }) => {
      rowOf(key);
      memberships.remove(key);
      return { status: 204 };
    },
  };
  return { match: routeTable(ROUTES), answer: (asked) => actions[asked.route.does](asked) };
};
