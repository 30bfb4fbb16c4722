import { defineMapper, type Integration } from '@iam/core';
import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams } from './__fixtures__/acme';
import { MISTAKES_IN_READING_USERS } from './__fixtures__/mistakes/reading-users';
import { MISTAKES_IN_WRITING_USERS } from './__fixtures__/mistakes/writing-users';
import { MISTAKES_IN_REFERENCES } from './__fixtures__/mistakes/references';
import { MISTAKES_IN_GROUPS } from './__fixtures__/mistakes/groups';
import { MISTAKES_IN_ERRORS } from './__fixtures__/mistakes/errors';
import { MISTAKES_IN_LISTS } from './__fixtures__/mistakes/lists';
import { MISTAKES_PER_CALL } from './__fixtures__/mistakes/per-call';
import { MISTAKES_IN_EXTRA_COMMANDS } from './__fixtures__/mistakes/extra-commands';
import { type Mistake, withClient, asList, changed, managed } from './__fixtures__/mistakes/mistake';
import type { Check } from './kit/check';
import { checks } from './checks/all-checks';
import { checkIntegration, describeIntegration } from './run/describe-integration';
import { withFakeKit, type Conformance } from './kit/fake-kit';
import type { FakeVendor } from './fake/fake-vendor';
import { timed, type CheckResult } from './run/run-check';

const ALL_MISTAKES: readonly Mistake[] = [
  ...MISTAKES_IN_READING_USERS,
  ...MISTAKES_IN_WRITING_USERS,
  ...MISTAKES_IN_REFERENCES,
  ...MISTAKES_IN_GROUPS,
  ...MISTAKES_IN_ERRORS,
  ...MISTAKES_IN_LISTS,
  ...MISTAKES_PER_CALL,
  ...MISTAKES_IN_EXTRA_COMMANDS,
];

const conformanceOf = (integration: Integration): Conformance => ({
  integration,
  fake: acmeFake,
  params: acmeParams,
  profile: ACME_PROFILE,
  extraCommands: ACME_CALLS,
});

const checkNamed = (name: string): Check => {
  const found = checks.find((check) => check.name === name);
  if (found === undefined) {
    throw new Error(`There is no check "${name}".`);
  }
  return found;
};

const resultOf = (integration: Integration, name: string): Promise<CheckResult> =>
  timed(name, () => withFakeKit(conformanceOf(integration), (kit) => checkNamed(name).run(kit)));

describe('the conformance kit', () => {
  it.each(ALL_MISTAKES)('turns red when %s', async (_mistake, broken, name) => {
    const { ok, message } = await resultOf(broken, name);
    expect(ok).toBe(false);
    expect(message).toMatch(/\nWhat to change: .{20}/);
  });

  it('has another check for each of these mistakes, and all are green without them', async () => {
    const sound = (name: string): Integration => (name.startsWith('references') ? managed : acme);
    const names = ALL_MISTAKES.map(([, , name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(await resultOf(sound(name), name)).toMatchObject({ ok: true });
    }
  });

  it('turns red when the record does not show the person’s own key', async () => {
    const name = 'lookup: a record with another key of the person is not the person, for any command';
    const keyed: Integration = { ...acme, externalIdAttribute: 'city' };
    const hiding = withClient((client) => ({
      getUser: async (identifier) =>
        asList(await client.getUser(identifier)).map((user) => {
          const { city: _city, ...details } = user.details;
          return changed(user, { details });
        }),
    }));

    expect(await resultOf(keyed, name)).toMatchObject({ ok: true });
    expect(await resultOf({ ...hiding, externalIdAttribute: 'city' }, name)).toMatchObject({ ok: false });
  });

  it('turns red when the vendor’s own words for "is there already" are not read', async () => {
    const name = 'create: a conflict is looked up again and becomes an update';
    // As a vendor does that answers 400 to everything that it refuses, and names the reason in a code.
    const fake = (): FakeVendor => {
      const vendor = acmeFake();
      const handle: FakeVendor['handle'] = (request) => {
        const reply = vendor.handle(request);
        return reply.status === 409
          ? { status: 400, body: { error: { message: 'Validation failed', code: 'ACME-17' } } }
          : reply;
      };
      return { ...vendor, handle };
    };
    const resultWith = (integration: Integration): Promise<CheckResult> =>
      timed(name, () =>
        withFakeKit({ ...conformanceOf(integration), fake }, (kit) => checkNamed(name).run(kit)),
      );

    expect(await resultWith(acme)).toMatchObject({ ok: false });
    expect((await resultWith(acme)).message).toMatch(/errorCodes or readError/);
    expect(await resultWith({ ...acme, errorCodes: { 'ACME-17': 'conflict' } })).toMatchObject({ ok: true });
    const readError: Integration['readError'] = ({ body }) =>
      JSON.stringify(body).includes('ACME-17') ? { kind: 'conflict' } : undefined;
    expect(await resultWith({ ...acme, readError })).toMatchObject({ ok: true });
  });

  it('is green for a lossy mapper where the vendor has an identifier of its own: the commands do not guess', async () => {
    const lossy: Integration = {
      ...acme,
      mappers: {
        ...acme.mappers,
        outgoing: defineMapper({
          name: 'lossy',
          direction: 'outgoing',
          fields: {
            login: {
              firstOf: ['username', { from: 'email', then: [['split', { delimiter: '@' }], ['first']] }],
            },
            email: 'email',
            first_name: 'givenname',
            last_name: 'surname',
            title: 'title',
            city: 'city',
          },
        }),
      },
    };
    const name = 'lookup: two people whose derived names coincide are told apart';

    expect(await resultOf(lossy, name)).toMatchObject({ ok: true });
    expect(await resultOf({ ...lossy, lookupBy: ['id', 'login'] }, name)).toMatchObject({ ok: true });
  });

  it('turns nothing else red for a mistake that touches nothing else', async () => {
    const broken = withClient((client) => ({
      getUser: async (identifier) => asList(await client.getUser(identifier))[0],
    }));
    const red: string[] = [];
    for await (const { name, ok } of checkIntegration(conformanceOf(broken))) {
      if (!ok) {
        red.push(name);
      }
    }
    expect(red).toEqual(['lookup: several matches are ambiguous and nothing is written']);
  });

  it('is green for an integration that disables by deletion, and checks that it says so', async () => {
    const results: CheckResult[] = [];
    const deleting: Integration = { ...acme, disableDeletes: () => true };
    for await (const result of checkIntegration(conformanceOf(deleting))) {
      results.push(result);
    }
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.map(({ name }) => name)).toContain('disable: deletes the user and says so');
  });

  it('says what is wrong with the parameters before any check runs', () => {
    const conformance = { ...conformanceOf(acme), params: () => ({ apiKey: 'k' }) };
    expect(() => describeIntegration({ ...conformance, test: { it } })).toThrow(
      'params.url: is missing (Base URL)',
    );
  });

  it('leaves out what the integration cannot do', () => {
    const plain = withClient(() => ({}));
    const poor: Integration = {
      ...plain,
      lookupBy: ['email'],
      client: (context) => {
        const {
          groups: _groups,
          deleteUser: _deleteUser,
          listUsers: _listUsers,
          ...client
        } = plain.client(context);
        return client;
      },
    };
    const names: string[] = [];
    describeIntegration({ ...conformanceOf(poor), test: { it: (name) => names.push(name) } });
    expect(
      names.filter((name) => /^groups|group creation|deleteUser|last page|id in the profile/.test(name)),
    ).toEqual([]);
    expect(names.length).toBeGreaterThan(80);
  });

  it('leaves out the deletion of groups where there is none', () => {
    const plain = withClient(() => ({}));
    const keeping: Integration = {
      ...plain,
      client: (context) => {
        const { groups, ...client } = plain.client(context);
        const { deleteGroup: _none, ...rest } = groups ?? {};
        return { ...client, groups: rest as NonNullable<typeof groups> };
      },
    };
    const namesOf = (integration: Integration): readonly string[] => {
      const names: string[] = [];
      describeIntegration({ ...conformanceOf(integration), test: { it: (name) => names.push(name) } });
      return names;
    };
    const kept = namesOf(keeping);
    expect(namesOf(acme).filter((name) => !kept.includes(name))).toEqual([
      'groups: a deleted group is gone, with 1 request',
      'dry run: a deletion of a group is planned and not carried out',
      'dry run: a group that does not exist is none to plan with',
      'faults: a group deletion whose reply is lost is done',
    ]);
  });
});
