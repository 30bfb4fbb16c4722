// The applications of a history: local vendors over loopback, read directly from their stores, with trouble on the way to them.
import { createInstance } from '@iam/core';
import { startServer } from '@iam/sandbox';
import { kinds } from './vendor-kinds.mjs';

export const KINDS = Object.keys(kinds);

const isWrite = ({ method }) => !['GET', 'HEAD'].includes(method);

/** The same application from another process, where only its address is known. */
export const openApplication = ({ kind, name, params }) => ({
  name,
  open: (limiter) =>
    createInstance(kinds[kind].integration, params, {
      name,
      env: {},
      ...(limiter === undefined ? {} : { limiter }),
    }),
});

/** One application: its server, its state, and what may be done to it by hand. */
export const startApplication = async ({ kind, name, people, groups, lagMs }) => {
  const face = kinds[kind];
  const vendor = face.create({
    users: people.map(({ n, person, active }) => face.seed(n, person, active)),
    groups: groups.map(face.group),
    seed: name,
    ...(lagMs === undefined ? {} : { lagMs }),
  });
  let trouble = () => undefined;
  let writes = [];
  const server = await startServer({
    ...vendor,
    handle: (request) => {
      const struck = trouble(request);
      if (struck === 'lost') {
        return { status: 0, drop: 'after', answered: vendor.handle(request) };
      }
      if (struck === 'refused') {
        return { status: 0, drop: 'before', answered: null };
      }
      if (struck !== undefined) {
        return { ...struck, answered: null };
      }
      const reply = vendor.handle(request);
      if (isWrite(request)) {
        writes.push({ method: request.method, path: request.path, status: reply.status, body: request.text });
      }
      return reply;
    },
  });
  const { open } = openApplication({ kind, name, params: face.params(server.url) });
  const direct = (method, path) => {
    const reply = vendor.handle({
      method,
      path,
      query: '',
      headers: { authorization: face.auth, accept: 'application/json' },
      body: undefined,
      text: '',
    });
    if (reply.status >= 300) {
      throw new Error(`${name}: ${method} ${path} by hand is ${reply.status}: ${JSON.stringify(reply.body)}`);
    }
  };
  const admin = open();
  const command = async (what, args) => {
    const result = await admin.runByName(what, args);
    if (result.status === 'failed') {
      throw new Error(`${name}: ${what} by hand: ${result.failure.message}`);
    }
    return result;
  };
  return {
    kind,
    name,
    open,
    url: server.url,
    params: face.params(server.url),
    canErase: face.erase !== undefined,
    manager: face.manager ?? 'none',
    raw: () => vendor.users(),
    /** A user name as the vendor keeps it. */
    storedName: face.username ?? ((name) => name),
    /** Every account as the vendor's store has it, by id, with the names of its groups. */
    accounts: () => {
      const memberships = new Map();
      for (const { displayName, members } of vendor.groups()) {
        members.forEach((id) => memberships.set(id, [...(memberships.get(id) ?? []), displayName].sort()));
      }
      return new Map(
        vendor.users().map((user) => {
          const account = face.account(user);
          return [account.id, { ...account, groups: memberships.get(account.id) ?? [] }];
        }),
      );
    },
    hasGroup: (name) => vendor.groups().some(({ displayName }) => displayName === name),
    /** Requests that follow meet what this answers: undefined, `lost`, `refused` or a reply. */
    trouble: (how) => {
      trouble = how ?? (() => undefined);
    },
    writes: () => writes,
    forgetWrites: () => {
      writes = [];
    },
    byHand: {
      disable: (id) => command('iam-disable-user', { 'user-profile': { id } }),
      enable: (id) => command('iam-enable-user', { 'user-profile': { id } }),
      change: (id, profile) =>
        command('iam-update-user', { 'user-profile': { ...profile, id }, 'allow-enable': false }),
      create: async (profile, active) => {
        const { vendor: made } = await command('iam-create-user', { 'user-profile': profile });
        if (!active) {
          await command('iam-disable-user', { 'user-profile': { id: made.id } });
        }
        return made.id;
      },
      erase: async (id) =>
        face.erase(id).forEach(([method, path]) => {
          try {
            direct(method, path);
          } catch (thrown) {
            if (method === 'DELETE') {
              throw thrown;
            }
          }
        }),
      group: async (group, id, isIn) => {
        const { id: groupId } = vendor.groups().find(({ displayName }) => displayName === group);
        await command('iam-update-group', {
          scim: { id: groupId },
          [isIn ? 'memberIdsToAdd' : 'memberIdsToDelete']: [id],
        });
      },
    },
    stop: () => server.close(),
  };
};
