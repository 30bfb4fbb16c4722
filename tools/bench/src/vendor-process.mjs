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

let arrived = [];
const server = createServer((request, reply) => {
  arrived.push(performance.now());
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
