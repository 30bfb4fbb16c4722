// What is done to one worker on purpose, at the ports of the engine: no code of the product knows of it.
import { randomUUID } from 'node:crypto';
import { createSharedLimiter } from './engine.mjs';

const dead = () => {
  process.kill(process.pid, 'SIGKILL');
  // Nothing after this line runs.
  return new Promise(() => undefined);
};

/** Whether the statement is the one that settles an item. */
const isSettling = (text) => /^\s*update iam\.item set state/.test(text);

/**
 * Kills the worker at one point of a command: `before-call` (recorded, not sent), `after-call` (written, and unknown to this side),
 * `before-commit` and `after-commit` of what settles the item.
 */
export const crashAt = (point, command) => {
  let isArmed = false;
  return {
    instance: (inner) => ({
      ...inner,
      run: async (name, args, options) => {
        if (name !== command) {
          return inner.run(name, args, options);
        }
        const result = await inner.run(name, args, {
          ...options,
          beforeWrite: async (write) => {
            const refusal = await options.beforeWrite?.(write);
            if (refusal === undefined && point === 'before-call') {
              await dead();
            }
            return refusal;
          },
        });
        if (point === 'after-call') {
          await dead();
        }
        isArmed = true;
        return result;
      },
    }),
    database: function around(inner) {
      return {
        ...inner,
        within: (ms) => around(inner.within(ms)),
        transaction: async (work, options) => {
          let settles = false;
          const result = await inner.transaction(async (session) => {
            const watched = (ask) => (text, values) => {
              settles ||= isArmed && isSettling(text);
              return ask(text, values);
            };
            const done = await work({
              ...session,
              query: watched(session.query),
              execute: watched(session.execute),
            });
            if (settles && point === 'before-commit') {
              await dead();
            }
            return done;
          }, options);
          if (settles && point === 'after-commit') {
            await dead();
          }
          return result;
        },
      };
    },
  };
};

/** Creates without looking whether the account is there: what every retry must not do. */
export const withoutLook = (url) => ({
  instance: (inner) => ({
    ...inner,
    run: async (name, args, options) => {
      if (name !== 'iam-create-user') {
        return inner.run(name, args, options);
      }
      const profile = args['user-profile'];
      const refusal = await options.beforeWrite({
        run: options.run,
        instanceName: inner.name,
        command: name,
        method: 'POST',
        path: '/Users',
        id: null,
        before: null,
        active: null,
        changes: {},
        attempt: 1,
      });
      if (refusal !== undefined) {
        return failed('refused', refusal.refused, 'none');
      }
      const reply = await fetch(`${url}/scim/v2/Users`, {
        method: 'POST',
        headers: { authorization: 'Bearer sandbox-scim-token', 'content-type': 'application/scim+json' },
        body: JSON.stringify({
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          userName: profile.username,
          title: profile.title,
          active: true,
        }),
      }).catch(() => undefined);
      if (reply?.status !== 201) {
        return failed('network', 'no reply', 'unknown');
      }
      const { id } = await reply.json();
      return {
        status: 'done',
        happened: 'created',
        vendor: { id, username: profile.username, email: null, active: true, details: {} },
      };
    },
  }),
});

const failed = (kind, message, effect) => ({
  status: 'failed',
  failure: { kind, message, effect, retryable: kind !== 'refused' },
  vendor: { id: null, username: null, email: null, active: null, details: {} },
});

/** Every worker looks at everybody, as with a queue that gives one person to several: the fence lets all of them write. */
export const withoutFence = () => ({
  queue: () => {
    const offered = new Map();
    const of = (app) => {
      const known = offered.get(app) ?? new Set();
      offered.set(app, known);
      return known;
    };
    return {
      start: async () => undefined,
      declare: async () => undefined,
      offer: async (app, keys) => keys.forEach((key) => of(app).add(key)),
      work: async (app, look, { inFlight, signal }) => {
        const atHand = new Set();
        while (!signal.aborted) {
          for (const key of of(app)) {
            if (atHand.size >= inFlight()) {
              break;
            }
            of(app).delete(key);
            const looking = look(key, async () => true)
              .catch(() => undefined)
              .finally(() => atHand.delete(looking));
            atHand.add(looking);
          }
          await Promise.race([...atHand, new Promise((resolve) => setTimeout(resolve, 20))]);
        }
        await Promise.all(atHand);
      },
      stop: async () => undefined,
    };
  },
});

/** Each worker counts for itself, as if it were alone. */
export const withoutLease = (clock) => ({
  limiter: () => (limits) => {
    const own = createSharedLimiter(limits, clock, () => undefined);
    own.setShares(
      own.limits.map(({ size }) => size),
      Number.POSITIVE_INFINITY,
    );
    return own;
  },
});

export const nothing = () => ({
  instance: (inner) => inner,
  database: (inner) => inner,
  queue: (inner) => inner,
  limiter: (inner) => inner,
  id: randomUUID(),
});
