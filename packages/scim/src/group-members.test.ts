import { createInstance, type GroupResult } from '@iam/core';
import { serveVendor, type VendorReply, type VendorRequest, type VendorServer } from '@iam/conformance';
import { scim } from './scim';

// Groups of servers that follow the RFC more or less strictly than most.

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
const refusal = (status: number, scimType?: string): VendorReply => ({
  status,
  body: { schemas: [ERROR], status: String(status), detail: 'No.', ...(scimType ? { scimType } : {}) },
});
const STAFF = ['m1', 'm2', 'm3'];

let server: VendorServer | undefined;
afterEach(() => server?.close());

/** A group that shows its first members only, and answers a PATCH as it is told. */
const setUp = async (
  patched: (body: string, number: number) => VendorReply,
  shown: readonly string[] = STAFF,
) => {
  let number = 0;
  const handle = ({ method, text }: VendorRequest): VendorReply =>
    method === 'GET'
      ? {
          status: 200,
          body: { id: 'g1', displayName: 'Staff', members: shown.map((value) => ({ value })) },
        }
      : patched(text, (number += 1));
  server = await serveVendor({ name: 'x', handle, reset: () => {}, users: () => [], groups: () => [] });
  const instance = createInstance(
    scim,
    { url: server.url, token: 't0ken-of-scim' },
    { name: 'idp', env: {} },
  );
  const update = async (args: object) =>
    (await instance.run('iam-update-group', { scim: { id: 'g1' }, ...args })) as GroupResult;
  const calls = () => server?.exchanges().map(({ request }) => request.method) ?? [];
  return { update, calls };
};

it.each<[string, VendorReply]>([
  ['400 noTarget', refusal(400, 'noTarget')],
  ['404', refusal(404)],
  ['400', refusal(400)],
])('leaves out a non-member among three removals when the server replies %s', async (_, reply) => {
  const { update, calls } = await setUp((body) => (body.includes('\\"x\\"') ? reply : { status: 204 }));
  const { status, warnings, group } = await update({ memberIdsToDelete: ['m1', 'x', 'm2'] });

  expect([status, warnings]).toEqual(['done', ['Not in the group, so left out: x.']]);
  expect(group.details).toEqual({ added: [], removed: ['m1', 'm2'], notIn: ['x'] });
  expect(calls()).toEqual(['PATCH', 'GET', 'PATCH']);
});

it('leaves out an existing member when the server replies 409', async () => {
  const { update } = await setUp((body) =>
    body.includes('"m1"') ? refusal(409, 'uniqueness') : { status: 204 },
  );
  const { status, group } = await update({ memberIdsToAdd: ['m1', 'n1'] });
  expect([status, group.details]).toEqual(['done', { added: ['n1'], removed: [], alreadyIn: ['m1'] }]);
});

it('does not take a list of a hundred members as proof of a failed removal', async () => {
  const shown = Array.from({ length: 100 }, (_, index) => `m${index}`);
  const { update, calls } = await setUp(() => ({ status: 500 }), shown);
  const { status, failure } = await update({ memberIdsToDelete: ['m150'] });
  expect([status, failure?.effect]).toEqual(['failed', 'unknown']);
  expect(calls()).toEqual(['PATCH', 'GET', 'PATCH', 'GET']);
});

it('fails when the reply still lists the removed member', async () => {
  const body = { id: 'g1', displayName: 'Staff', members: STAFF.map((value) => ({ value })) };
  const { update } = await setUp(() => ({ status: 200, body }));
  const { failure, group } = await update({ memberIdsToDelete: ['m1'] });
  expect([failure?.kind, group.errorMessage]).toEqual(['not-applied', expect.stringContaining('m1')]);
});

it('warns when the reply does not list the added member', async () => {
  const body = { id: 'g1', displayName: 'Staff', members: STAFF.map((value) => ({ value })) };
  const { update } = await setUp(() => ({ status: 200, body }));
  const { status, warnings } = await update({ memberIdsToAdd: ['n1'] });
  expect([status, warnings]).toEqual(['done', [expect.stringContaining('does not show as members: n1')]]);
});
