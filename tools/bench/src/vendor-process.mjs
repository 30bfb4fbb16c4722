// A vendor in a process of its own, so that its work is not counted. It answers every read with the same user, as fast as
// node:http can.
import { createServer } from 'node:http';

const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '2819c223-7f76-453a-919d-413861904646',
  userName: 'jane@example.com',
  name: { givenName: 'Jane', familyName: 'Doe' },
  displayName: 'Jane Doe',
  title: 'Engineer',
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
  active: true,
  meta: { resourceType: 'User', created: '2026-01-05T08:00:00Z', lastModified: '2026-01-05T08:00:00Z' },
};
const list = Buffer.from(
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: 1,
    Resources: [user],
  }),
);

/** When each request came: no earlier than the first time, no later than the second. */
let arrived = [];
/** The last two ticks of a clock. On a busy machine this process runs late, and then requests are handled together that came apart. */
let ticks = [performance.now(), performance.now()];
setInterval(() => {
  ticks = [ticks[1], performance.now()];
}, 1);
const server = createServer((request, reply) => {
  arrived.push([ticks[0], performance.now()]);
  request.resume();
  reply.writeHead(200, { 'content-type': 'application/scim+json', 'content-length': list.length });
  reply.end(list);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
process.on('message', () => {
  process.send?.(arrived);
  arrived = [];
});
process.on('disconnect', () => process.exit());
