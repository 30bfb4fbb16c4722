import { type Attributes, type IAMUserAppData, type Integration, type UserClient, type UserPage } from '@iam/core';
import { acme } from '../acme';

/** What a vendor's author got wrong, the integration with it, and the check that must turn red for it. */
export type Mistake = readonly [mistake: string, broken: Integration, red: string];

export type Context = Parameters<Integration['client']>[0];

/** Acme with some of its client's methods replaced. */
export const withClient = (broken: (client: UserClient, context: Context) => Partial<UserClient>): Integration => ({
  ...acme,
  client: (context) => {
    const client = acme.client(context);
    return { ...client, ...broken(client, context) };
  },
});

export const withGroups = (
  broken: (groups: NonNullable<UserClient['groups']>) => Partial<NonNullable<UserClient['groups']>>,
): Integration =>
  withClient(({ groups }) => (groups === undefined ? {} : { groups: { ...groups, ...broken(groups) } }));

export const asList = (found: Awaited<ReturnType<UserClient['getUser']>>): readonly IAMUserAppData[] =>
  found === undefined ? [] : 'id' in found ? [found] : found;

export const changed = (user: IAMUserAppData, change: Partial<IAMUserAppData>): IAMUserAppData => ({
  ...user,
  ...change,
});

export const everybody = async (client: UserClient): Promise<readonly IAMUserAppData[]> => {
  const users: IAMUserAppData[] = [];
  let page: string | undefined = '0';
  while (page !== undefined) {
    const { users: some = [], next }: Partial<UserPage> = (await client.listUsers?.(page)) ?? {};
    users.push(...some);
    page = next;
  }
  return users;
};

/** Who answers to an encoded query of `=` conditions, joined by ^, ^OR and ^NQ as the table API of a vendor has them. */
export const answering = (query: string, users: readonly IAMUserAppData[]): readonly IAMUserAppData[] =>
  users.filter((user) =>
    query
      .split(/\^NQ|\^OR/)
      .some((all) =>
        all
          .split('^')
          .every((one) => one.startsWith('ORDERBY') || holds(one, { ...user.details, id: user.id })),
      ),
  );

const holds = (condition: string, record: Attributes): boolean => {
  const [name = '', value] = condition.split(/=(.*)/s);
  return value === undefined ? condition.endsWith('ISNOTEMPTY') : String(record[name]) === value;
};

/** The manager is the id of another person's record. */
export const managed: Integration = {
  ...acme,
  attributes: [...acme.attributes, 'manager'],
  references: { manager: [{ from: 'manageremailaddress', lookupBy: 'email' }] },
};
