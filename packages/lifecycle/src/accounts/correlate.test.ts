import fc from 'fast-check';
import { account } from './__fixtures__/account';
import type { Account } from './account';
import { correlate, type Candidate, type Claimant, type OtherClaim } from './correlate';

const JANE: Claimant = { key: 'E1', employeeId: 'E1', username: 'jane', email: 'jane@example.com' };

const candidate = (
  id: string,
  more: Partial<Account> = {},
  claims: readonly OtherClaim[] = [],
): Candidate => ({
  account: account(id, more),
  claims,
});

const said = (...candidates: readonly Candidate[]): string => {
  const found = correlate(JANE, candidates);
  switch (found.tag) {
    case 'none':
      return `none${found.holders.map(({ vendorId }) => ` ${vendorId}`).join('')}`;
    case 'one':
      return `${found.account.vendorId} by ${found.by}${found.holders.map(({ vendorId }) => ` ${vendorId}`).join('')}`;
    case 'disputed':
      return `disputed: ${found.why}`;
  }
};

describe('an account is the person’s', () => {
  it.each<[string, string, readonly Candidate[]]>([
    ['none when there is none', 'none', []],
    [
      'by our record, whatever else fits',
      'a by link b',
      [candidate('a', { person: 'E1' }), candidate('b', { username: 'jane' })],
    ],
    [
      'by our record, although it shows another key',
      'a by link',
      [candidate('a', { person: 'E1', employeeId: 'E9' })],
    ],
    [
      'by the key, whatever its name is',
      'a by employeeid',
      [candidate('a', { employeeId: 'E1', username: 'x' })],
    ],
    ['by the user name', 'a by username', [candidate('a', { username: 'jane' })]],
    ['by the user name in other letters', 'a by username', [candidate('a', { username: 'JANE ' })]],
    ['by the address', 'a by email', [candidate('a', { email: 'Jane@Example.com', username: 'x' })]],
    [
      'by the key, although another row has its name',
      'a by employeeid',
      [candidate('a', { employeeId: 'E1', username: 'jane' }, [{ key: 'E2', by: 'username' }])],
    ],
  ])('%s', (_, wanted, candidates) => {
    expect(said(...candidates)).toBe(wanted);
  });
});

describe('no account is chosen', () => {
  it.each<[string, string, readonly Candidate[]]>([
    [
      'two accounts have the key',
      'have the employee id of E1',
      [candidate('a', { employeeId: 'E1' }), candidate('b', { employeeId: 'E1' })],
    ],
    [
      'the account with the key is another person’s',
      'has the employee id of E1 and is E2’s',
      [candidate('a', { employeeId: 'E1', person: 'E2' })],
    ],
    [
      'two rows have the key of the account',
      'fits E1 and E2',
      [candidate('a', { employeeId: 'E1' }, [{ key: 'E2', by: 'employeeid' }])],
    ],
    [
      'one account has the name and another the address',
      'have the name or the address of E1',
      [candidate('a', { username: 'jane' }), candidate('b', { email: 'jane@example.com' })],
    ],
    [
      'it has the name of E1, with the id that iam link asks for',
      'the account jane (id a) has the user name of E1',
      [candidate('a', { username: 'jane', employeeId: 'E9' })],
    ],
    [
      'two rows have the name',
      'fits E1 and E2',
      [candidate('a', { username: 'jane' }, [{ key: 'E2', by: 'username' }])],
    ],
    [
      'it has the name and the key of another person',
      'the employee id of another person',
      [candidate('a', { username: 'jane', employeeId: 'E9' })],
    ],
    [
      'a free one and another person’s have it',
      'one of them is another person’s',
      [candidate('a', { username: 'jane' }), candidate('b', { email: 'jane@example.com', person: 'E2' })],
    ],
  ])('when %s', (_, wanted, candidates) => {
    expect(said(...candidates)).toMatch(/^disputed: /);
    expect(said(...candidates)).toContain(wanted);
  });
});

it('is told who has the name: they may be about to give it up', () => {
  expect(said(candidate('a', { username: 'jane', person: 'E2' }))).toBe('none a');
  expect(said(candidate('a', { email: 'jane@example.com' }, [{ key: 'E2', by: 'employeeid' }]))).toBe(
    'none a',
  );
});

it('never takes an account that is gone', () => {
  expect(said(candidate('a', { person: 'E1', username: 'jane', goneAt: '2026-05-01T00:00:00Z' }))).toBe(
    'none',
  );
});

it('never takes an account of another person, and does not depend on the order', () => {
  const some = fc.record({
    person: fc.constantFrom(null, 'E1', 'E2'),
    employeeId: fc.constantFrom(null, 'E1', 'E2'),
    username: fc.constantFrom(null, 'jane', 'x'),
    email: fc.constantFrom(null, 'jane@example.com', 'y'),
  });
  const claims = fc.array(
    fc.record({
      key: fc.constantFrom('E2', 'E3'),
      by: fc.constantFrom<OtherClaim['by']>('employeeid', 'username', 'email'),
    }),
    { maxLength: 2 },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(some, claims), { maxLength: 4 }), (all) => {
      // Our record has one account a person.
      const linked = all.findIndex(([one]) => one.person === 'E1');
      const candidates = all
        .filter(([one], index) => one.person !== 'E1' || index === linked)
        .map(([one, others], index) => candidate(String(index), one, others));
      const found = correlate(JANE, candidates);
      if (found.tag === 'one') {
        expect([null, 'E1']).toContain(found.account.person);
        if (found.by === 'username' || found.by === 'email') {
          expect([null, 'E1']).toContain(found.account.employeeId);
        }
      }
      const turned = correlate(JANE, [...candidates].reverse());
      expect(turned.tag).toBe(found.tag);
      if (turned.tag === 'one' && found.tag === 'one') {
        expect(turned.account).toBe(found.account);
      }
    }),
  );
});
