import type { Attributes, Instance, UserResult } from '@iam/core';
import fc from 'fast-check';
import { said } from './__fixtures__/said';
import { FACES, startFaces, type Faces } from './__fixtures__/vendor-faces';
import { inverseOf } from './inverse';
import { whatWasDone } from './what-was-done';

let faces: Faces;

beforeAll(async () => {
  faces = await startFaces();
});

afterAll(() => faces.sandbox.close());

const maybe = (...values: readonly string[]) => fc.constantFrom(null, ...values);

/** A person at some time: every key is there, and null where there is nothing. */
const row = fc.record({
  username: fc.constantFrom('ann.doe@example.com', 'ann.roe@example.com'),
  email: fc.constantFrom('ann.doe@example.com', 'ann.roe@example.com'),
  givenname: fc.constantFrom('Ann', 'Änne'),
  surname: fc.constantFrom('Doe', 'O’Roe'),
  displayname: fc.constantFrom('Ann Doe', 'Ann "A" Roe'),
  title: maybe('Engineer', 'Senior, Engineer'),
  department: maybe('IT', 'HR', 'Sales'),
  mobilephone: maybe('+49 151 0000000', '+1 555 0100'),
  streetaddress: maybe('Long Street 1', 'Main 2'),
  city: maybe('Berlin', 'Bonn'),
  zipcode: maybe('10115', '01067'),
  costcentercode: maybe('4711', '4712'),
  location: maybe('Berlin', 'San Diego'),
  preferredlanguage: maybe('de-DE', 'en-US'),
  timezone: maybe('Europe/Berlin'),
});

const recordOf = async (instance: Instance, id: string): Promise<unknown> =>
  said((await instance.run('iam-get-user', { 'user-profile': { id } })).vendor.details);

const update = async (instance: Instance, id: string, profile: Attributes): Promise<UserResult> => {
  const result = await instance.run('iam-update-user', {
    'user-profile': { ...profile, id },
    'allow-enable': false,
  });
  if (result.status !== 'done') {
    throw new Error(`${instance.name}: ${result.failure?.message ?? result.skipCause}`);
  }
  return result;
};

describe.each(FACES)('a change at %s', (face) => {
  it('and its undo leave the record as it was, and its undo again as the change had left it', async () => {
    const instance = faces.instance(face);
    const made = await instance.run('iam-create-user', {
      'user-profile': {
        employeeid: 'E7',
        username: 'ann.doe@example.com',
        email: 'ann.doe@example.com',
        givenname: 'Ann',
        surname: 'Doe',
        displayname: 'Ann Doe',
      },
    });
    const id = made.vendor.id ?? '';
    const back = async (result: UserResult): Promise<UserResult | undefined> => {
      const ended = {
        at: '',
        outcome: result.happened ?? '',
        effect: 'none',
        requests: [],
        changes: (result.changes ?? {}) as Attributes,
        ...(result.after === undefined ? {} : { after: result.after }),
      } as const;
      const call = {
        run: 1,
        n: 1,
        app: face,
        person: 'E7',
        call: '',
        command: 'iam-update-user',
        vendorId: id,
        actor: '',
        worker: '',
        begun: [{ at: '', requests: [] }],
        ended,
        isForgotten: false,
      };
      const done = whatWasDone({ op: 'update', calls: [call] });
      if (done.tag !== 'changed') {
        return undefined;
      }
      const { items, skips } = await inverseOf(done, instance);
      expect(skips).toEqual([]);
      const [item] = items;
      return item === undefined ? undefined : update(instance, id, item.profile ?? {});
    };
    await fc.assert(
      fc.asyncProperty(row, row, async (first, second) => {
        await update(instance, id, first);
        const before = await recordOf(instance, id);
        const moved = await update(instance, id, second);
        const after = await recordOf(instance, id);
        const undone = await back(moved);
        expect(await recordOf(instance, id)).toEqual(before);
        if (undone !== undefined) {
          await back(undone);
          expect(await recordOf(instance, id)).toEqual(after);
        }
      }),
      { numRuns: 8 },
    );
  });
});
