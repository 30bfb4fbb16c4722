// Requests per command, counted at the local AWS: a measure independent of the machine.
import { awsIlm } from '@iam/aws-ilm';
import { createInstance } from '@iam/core';
import { createAwsVendor, startServer } from '@iam/sandbox';
import { round } from './measure.mjs';

export const requests = async () => {
  const members = Array.from({ length: 1000 }, (_, index) => {
    const name = `user${index}`;
    return {
      id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      userName: name,
      displayName: name,
      name: { givenName: name, familyName: 'x' },
      active: true,
    };
  });
  const vendor = createAwsVendor({
    seed: 'bench',
    users: members,
    groups: [{ id: '00000000-0000-4000-8000-00000000aaaa', displayName: 'All', members: [] }],
  });
  const server = await startServer(vendor);
  const params = {
    url: server.url,
    tenantId: 'sandbox-tenant',
    authenticationToken: 'sandbox-aws-token',
    rateLimit: 100000,
  };
  const instance = createInstance(awsIlm, params, { name: 'bench' });
  const jane = { username: 'jane@example.com', email: 'jane@example.com', givenname: 'Jane', surname: 'Doe' };
  const steps = [
    ['get', 'iam-get-user', { 'user-profile': { username: 'user1' } }],
    ['create a new user', 'iam-create-user', { 'user-profile': jane }],
    ['create an existing user, nothing to change', 'iam-create-user', { 'user-profile': jane }],
    ['update', 'iam-update-user', { 'user-profile': { ...jane, title: 'Boss' } }],
    ['disable', 'iam-disable-user', { 'user-profile': jane }],
    ['disable again', 'iam-disable-user', { 'user-profile': jane }],
    ['enable', 'iam-enable-user', { 'user-profile': jane }],
    ['group get', 'iam-get-group', { scim: { displayName: 'All' } }],
    [
      'group update, 1 000 members',
      'iam-update-group',
      { scim: { id: '00000000-0000-4000-8000-00000000aaaa' }, memberIdsToAdd: members.map(({ id }) => id) },
    ],
  ];
  const rows = [];
  try {
    for (const [what, command, args] of steps) {
      const started = performance.now();
      const result = await instance.run(command, args);
      if (result.status === 'failed') {
        throw new Error(`${what}: ${result.failure.message}`);
      }
      const time = what.startsWith('group update') ? `, ${round(performance.now() - started, 0)} ms` : '';
      rows.push({ what: `requests: ${what}`, value: `${result.requests}${time}` });
    }
  } finally {
    await server.close();
  }
  return rows;
};
