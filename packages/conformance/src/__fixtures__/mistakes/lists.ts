import { type Attributes, type IAMUserAppData, path } from '@iam/core';
import { acme } from '../acme';
import { type Mistake, type Context, withClient, everybody } from './mistake';

/** A page of users with the total that the vendor tells. */
const pageAt = async (
  http: Context['http'],
  offset: number,
): Promise<{ readonly users: readonly IAMUserAppData[]; readonly total: number }> => {
  const { body, total = 0 } = await http.page(path`users`, undefined, { query: { offset: String(offset) } });
  const { result } = body as { readonly result: readonly Attributes[] };
  const users = result.map((user) => ({
    id: String(user['id']),
    username: String(user['login']),
    email: String(user['email']),
    active: user['active'] === true,
    details: user,
  }));
  return { users, total };
};

/** Mistakes of lists of users. */
export const MISTAKES_IN_LISTS: readonly Mistake[] = [
  [
    'listUsers never ends',
    withClient((client) => ({
      listUsers: async () => ({ ...(await client.listUsers?.()), users: [], next: '0' }),
    })),
    'list: every user comes exactly once and the last page ends it',
  ],
  [
    'listUsers follows a link wherever it leads',
    withClient((client, { http }) => ({
      listUsers: async (page) => {
        if (page?.startsWith('http') === true) {
          await fetch(page, { headers: { authorization: 'Bearer acme-key' } });
          return { users: [] };
        }
        const { header } = await http.exchange('GET', path`users`);
        const [, next] = /<(.*)>; rel="next"/.exec(header('link') ?? '') ?? [];
        const { users = [] } = (await client.listUsers?.(page)) ?? {};
        return next === undefined ? { users } : { users, next };
      },
    })),
    'hostile: no link of a reply is followed to another host',
  ],
  [
    'listUsers reads on until a page is short',
    withClient((client) => ({
      listUsers: async () => ({ users: await everybody(client) }),
    })),
    'hostile: a list of users whose pages repeat is an error, never endless and never a part',
  ],
  [
    'listUsers ends with the total that the vendor tells',
    withClient((_client, { http }) => ({
      listUsers: async (page = '0') => {
        const { users, total } = await pageAt(http, Number(page));
        const next = Number(page) + users.length;
        return next < total ? { users, next: String(next) } : { users };
      },
    })),
    'hostile: a list of users whose total is too small is whole or an error',
  ],
  [
    'listUsers goes on until it has as many as the vendor tells',
    withClient((_client, { http }) => ({
      listUsers: async () => {
        const users: IAMUserAppData[] = [];
        for (let total = 1; users.length < total;) {
          const found = await pageAt(http, users.length);
          users.push(...found.users);
          total = found.total;
        }
        return { users };
      },
    })),
    'hostile: a list of users whose total is too large is whole or an error',
  ],
];
