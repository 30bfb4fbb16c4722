// A vendor in a process of its own, which no crash touches: it knows what was written, whichever process still lives.
// The first message is { face, users, groups, latencyMs, limit, faults }; then it is asked with { id, ask } and answers { id, answer }.
import { once } from 'node:events';
import { startServer, withTraffic } from '@iam/sandbox';
import { createVendor } from './faces.mjs';

const { face, users, groups, latencyMs, limit, faults } = (await once(process, 'message'))[0];
const vendor = withTraffic(createVendor(face, { users, groups }), {
  latencyMs,
  faults,
  ...(limit === undefined ? {} : { limit }),
});
const requests = [];
/** Until when every request is answered so. */
let storm = { until: 0, status: 429 };
/** A name and an address belong to one user: what a request about a new user is about. */
const nameOf = ({ method, path, body }) =>
  method === 'POST' && path.endsWith('/Users') ? body?.userName : undefined;

const server = await startServer(
  {
    ...vendor,
    handle: (request) => {
      if (Date.now() < storm.until) {
        return { status: storm.status, headers: { 'Retry-After': '1' }, body: {}, answered: null };
      }
      const reply = vendor.handle(request);
      const name = nameOf(request);
      const answered = reply.answered === undefined ? reply : reply.answered;
      if (name !== undefined && answered?.status === 201) {
        names.set(answered.body.id, name);
      }
      return reply;
    },
  },
  { onRequest: (request) => requests.push(request) },
);
const names = new Map(users.map(({ id, userName }) => [id, userName]));

const answers = {
  url: () => server.url,
  storm: ({ ms, status }) => {
    storm = { until: Date.now() + ms, status };
  },
  report: () => ({
    users: vendor.users(),
    groups: vendor.groups(),
    requests: requests.map((request) => ({
      ...request,
      // The clock of this process, as all processes of the machine have it.
      at: performance.timeOrigin + request.from,
      name: names.get(request.user),
    })),
  }),
};
process.on('message', ({ id, ask, ...options }) =>
  process.send({ id, answer: answers[ask](options) ?? null }),
);
process.on('disconnect', () => process.exit());
process.send({ id: 'ready' });
