import type { Integration } from '@iam/core';
import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams } from '../__fixtures__/acme';
import { PREREQUISITE } from '../checks/prerequisite';
import type { Exceptions } from '../kit/fake-kit';
import { serveVendor } from '../server/vendor-server';
import { checkIntegration, describeIntegration } from './describe-integration';
import type { CheckResult } from './run-check';
import { verifyInstance, type VerifyResult } from './verify-instance';

const FIELDS = 'get-mapping-fields: names the user fields of the application';
const REASON = 'The API has no descriptions of its fields.';

/** Acme with fields that have no descriptions, which one check wants. */
const nameless: Integration = {
  ...acme,
  client: (context) => ({ ...acme.client(context), getAppFields: async () => ({ login: '' }) }),
};

/** Acme whose users cannot be read back, so that nothing can be said of the rest. */
const unreadable: Integration = {
  ...nameless,
  client: (context) => ({ ...nameless.client(context), getUser: async () => undefined }),
};

const conformanceOf = (integration: Integration, except: Exceptions) => ({
  integration,
  fake: acmeFake,
  params: acmeParams,
  profile: ACME_PROFILE,
  extraCommands: ACME_CALLS,
  except,
});

/** The tests that a runner is handed. */
const testsOf = (integration: Integration, except: Exceptions): ReadonlyMap<string, () => Promise<void>> => {
  const tests = new Map<string, () => Promise<void>>();
  describeIntegration({
    ...conformanceOf(integration, except),
    test: { it: (name, run) => tests.set(name, run) },
  });
  return tests;
};

const resultOf = async (
  integration: Integration,
  except: Exceptions,
  name: string,
): Promise<CheckResult | undefined> => {
  for await (const result of checkIntegration(conformanceOf(integration, except))) {
    if (result.name === name) {
      return result;
    }
  }
  return undefined;
};

describe('a check that is left out', () => {
  it('is reported with its reason in the place of its failure', async () => {
    expect(await resultOf(nameless, {}, FIELDS)).toMatchObject({ ok: false });
    const skipped = await resultOf(nameless, { [FIELDS]: ` ${REASON} ` }, FIELDS);
    expect(skipped).toEqual({ name: FIELDS, ok: true, skipped: REASON, durationMs: expect.any(Number) });
  });

  it('has the reason in the name of its test', async () => {
    const tests = testsOf(nameless, { [FIELDS]: REASON });
    expect([...tests.keys()].filter((name) => name.startsWith(FIELDS))).toEqual([
      `${FIELDS} (skipped: ${REASON})`,
    ]);
    await tests.get(`${FIELDS} (skipped: ${REASON})`)?.();
  });

  it('is red when it passes all the same, whoever runs it', async () => {
    const result = await resultOf(acme, { [FIELDS]: REASON }, FIELDS);
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('but it passes') });
    expect(result).not.toHaveProperty('skipped');
    const test = testsOf(acme, { [FIELDS]: REASON }).get(`${FIELDS} (skipped: ${REASON})`);
    await expect(test?.()).rejects.toThrow(/but it passes\.\nWhat to change: except:/);
  });

  it('is red like the others when nothing could be tried', async () => {
    const name = 'update: null clears an attribute';
    const test = testsOf(unreadable, { [name]: 'It cannot.' }).get(`${name} (skipped: It cannot.)`);
    await expect(test?.()).rejects.toThrow('Not run');
  });
});

describe('exceptions that cannot be ones are refused before anything runs', () => {
  it.each<[string, Exceptions, string]>([
    ['an unknown name', { 'get: nothing': REASON }, '"get: nothing" is the name of no check'],
    ['a name that every object has', { toString: REASON }, '"toString" is the name of no check'],
    ['an empty reason', { [FIELDS]: '' }, `"${FIELDS}" has no reason`],
    ['a blank reason', { [FIELDS]: ' \n ' }, `"${FIELDS}" has no reason`],
    ['what all stands on', { [PREREQUISITE.name]: REASON }, 'the other checks stand on it'],
    ['a check that is not for it', { 'disable: deletes the user and says so': REASON }, 'left out already'],
    [
      'all of them',
      { one: REASON, [FIELDS]: '' },
      `"one" is the name of no check; "${FIELDS}" has no reason`,
    ],
  ])('%s', async (_what, except, message) => {
    expect(() => testsOf(acme, except)).toThrow(message);
    await expect(checkIntegration(conformanceOf(acme, except)).next()).rejects.toThrow(message);
    const options = { integration: acme, name: 'acme', params: acmeParams('http://127.0.0.1:9') };
    await expect(verifyInstance({ ...options, except }).next()).rejects.toThrow(message);
  });
});

describe('at a running server', () => {
  const verified = async (integration: Integration, except: Exceptions): Promise<readonly VerifyResult[]> => {
    const server = await serveVendor(acmeFake());
    const params = acmeParams(server.url);
    const results: VerifyResult[] = [];
    try {
      for await (const result of verifyInstance({ integration, name: 'acme', params, except })) {
        results.push(result);
      }
    } finally {
      await server.close();
    }
    return results;
  };

  it('a check is left out with its reason, and one that only a fake can be put to is passed over', async () => {
    const except = { [FIELDS]: REASON, 'shape: details is the vendor’s record as it came': 'It is not.' };
    const results = await verified(nameless, except);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.filter(({ skipped }) => skipped !== undefined)).toMatchObject([
      { name: FIELDS, skipped: REASON },
    ]);
  });

  it('one that passes is red', async () => {
    const red = (await verified(acme, { [FIELDS]: REASON })).filter(({ ok }) => !ok);
    expect(red).toMatchObject([{ name: FIELDS, message: expect.stringContaining('but it passes') }]);
  });
});
