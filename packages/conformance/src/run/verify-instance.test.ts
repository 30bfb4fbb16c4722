import type { Integration } from '@iam/core';
import { acme, acmeFake, acmeParams } from '../__fixtures__/acme';
import type { FakeVendor } from '../fake/fake-vendor';
import { isRead } from '../server/fault';
import { serveVendor, type VendorServer } from '../server/vendor-server';
import { liveChecks, verifyInstance, type VerifyOptions, type VerifyResult } from './verify-instance';

const verified = async (
  options: Partial<VerifyOptions>,
  use: (results: readonly VerifyResult[], vendor: FakeVendor, server: VendorServer) => void,
  prepare: (vendor: FakeVendor) => void = () => undefined,
): Promise<void> => {
  const vendor = acmeFake();
  prepare(vendor);
  const server = await serveVendor(vendor);
  try {
    const results: VerifyResult[] = [];
    const params = { ...acmeParams(server.url), ...options.params };
    for await (const result of verifyInstance({
      integration: acme,
      name: 'Acme_instance_1',
      ...options,
      params,
    })) {
      results.push(result);
    }
    use(results, vendor, server);
  } finally {
    await server.close();
  }
};

const red = (results: readonly VerifyResult[]): readonly string[] =>
  results.flatMap(({ ok, name, message = '' }) => (ok ? [] : [`${name}: ${message}`]));

/** Acme without the ability to delete. */
const undeleting: Integration = {
  ...acme,
  client: (context) => {
    const { deleteUser: _deleteUser, ...client } = acme.client(context);
    return client;
  },
};

describe('verifying a running instance', () => {
  it('only reads unless writing is asked for', () =>
    verified({}, (results, _vendor, server) => {
      expect(red(results)).toEqual([]);
      expect(results.map(({ name }) => name)).toEqual(
        liveChecks()
          .filter(({ writes }) => !writes)
          .map(({ name }) => name),
      );
      expect(server.exchanges().filter(({ request, changed }) => changed || !isRead(request))).toEqual([]);
      expect(server.exchanges().length).toBeGreaterThan(5);
    }));

  it('runs the checks that write on people of its own and removes them again', () =>
    verified({ write: true }, (results, vendor, server) => {
      expect(red(results)).toEqual([]);
      expect(results.length).toBeGreaterThan(40);
      expect(server.exchanges().filter(({ changed }) => changed).length).toBeGreaterThan(40);
      expect(vendor.users()).toEqual([]);
      expect(vendor.groups()).toEqual([]);
    }));

  it('disables and names the people where the vendor cannot delete', () =>
    verified({ write: true, integration: undeleting }, (results, vendor) => {
      expect(red(results)).toEqual([]);
      const named = results.flatMap(({ disabled = [] }) => disabled);
      expect([...named].sort()).toEqual(
        vendor
          .users()
          .map(({ email }) => email)
          .sort(),
      );
      expect(vendor.users().filter(({ active }) => active)).toEqual([]);
    }));

  it('touches no user who was there before, whatever the checks call them', () =>
    verified(
      { write: true },
      (results, vendor) => {
        expect(red(results)).toEqual([]);
        expect(vendor.users()).toEqual([
          { id: '1001', active: true, login: 'jane', email: 'jane@example.com', last_name: 'Doe' },
        ]);
      },
      (vendor) => {
        const body = { login: 'jane', email: 'jane@example.com', last_name: 'Doe' };
        const headers = { authorization: `Bearer ${acmeParams('').apiKey}` };
        vendor.handle({
          method: 'POST',
          path: '/api/v1/users',
          query: '',
          headers,
          text: JSON.stringify(body),
          body,
        });
      },
    ));

  it('writes nothing where the configuration forbids it', () =>
    verified({ write: true, params: { createUserEnabled: false } }, (results, _vendor, server) => {
      expect(red(results)).toEqual([
        expect.stringContaining(
          'instance: allows creating, updating, enabling and disabling users: createUserEnabled is off.',
        ),
      ]);
      expect(server.exchanges().filter(({ request }) => !isRead(request))).toEqual([]);
    }));

  it('says what could not be removed', () =>
    verified(
      {
        write: true,
        integration: {
          ...acme,
          client: (context) => ({
            ...acme.client(context),
            deleteUser: () => Promise.reject(new Error('not today')),
          }),
        },
      },
      (results) => {
        const created = results.find(
          ({ name }) => name === 'get: somebody who exists is found with 1 request',
        );
        expect(created?.ok).toBe(false);
        expect(created?.message).toMatch(
          /Remove by hand what the check could not: iam\.verify-\w+@example\.com: .*not today/,
        );
      },
    ));

  it('stops between two checks', () =>
    verified({ signal: AbortSignal.abort() }, (results, _vendor, server) => {
      expect(results).toEqual([]);
      expect(server.exchanges()).toEqual([]);
    }));
});
