import { account } from '../../accounts/__fixtures__/account';
import type { PlannedPair } from './planned-pair';
import { referenceChange } from './reference-change';
import type { DesiredAccount } from './vendor-words';

const BOSS = { attribute: 'manager', from: 'manageremailaddress', value: 'boss@example.com', isPerson: true };
const BY_KEY = { attribute: 'manager', from: 'manageremployeeid', value: 'E7', isPerson: true };
const BY_NAME = { attribute: 'manager', from: 'managername', value: 'Ann Lee', isPerson: false };
const SALES = { attribute: 'department', from: 'department', value: 'Sales', isPerson: false };

interface Case {
  readonly references: DesiredAccount['references'];
  /** What the record has as manager. */
  readonly has?: unknown;
  /** Whose account it is known to be; absent: it was found. */
  readonly linked?: boolean;
  readonly written?: string;
  /** The row that was planned with before. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly ids?: Readonly<Record<string, string>>;
}

const of = ({ references, has, linked = false, written, before, ids = {} }: Case) =>
  referenceChange(
    { person: { before }, idOf: (named) => ids[named] } as PlannedPair,
    {
      account: account('a', { record: { manager: has }, desiredHash: written ?? null }),
      by: 'employeeid',
      holders: [],
      linked,
    },
    { attributes: {}, references, hash: 'now' },
    {},
  );

const KNOWN = { 'boss@example.com': '7' };

describe('of an account that is found', () => {
  it.each<[string, Case, object]>([
    [
      'has another manager',
      { references: [BOSS], has: { value: '9' }, ids: KNOWN },
      { manager: [null, 'boss@example.com'] },
    ],
    ['has none', { references: [BOSS], ids: KNOWN }, { manager: [null, 'boss@example.com'] }],
    ['has the manager already', { references: [BOSS], has: { value: '7' }, ids: KNOWN }, {}],
    ['has the manager by the other key', { references: [BOSS, BY_KEY], has: '8', ids: { E7: '8' } }, {}],
    ['has the manager, who has a name too', { references: [BY_NAME, BOSS], has: '7', ids: KNOWN }, {}],
    ['has a department, which is not known', { references: [SALES] }, { department: [null, 'Sales'] }],
    ['is to have no manager', { references: [{ ...BOSS, value: null }], has: '9' }, {}],
  ])('that %s', (_, given, change) => {
    expect(of(given)).toEqual({ change, awaits: false });
  });

  it('whose manager has no account there waits for it', () => {
    expect(of({ references: [BOSS] })).toEqual({ change: {}, awaits: true });
  });
});

describe('of an account whose manager was not found when it was written', () => {
  it('the manager is written once there is an account, and waited for until then', () => {
    const given = { references: [BOSS, SALES], linked: true };

    expect(of({ ...given, before: { department: 'Sales' } })).toEqual({ change: {}, awaits: true });
    expect(of({ ...given, ids: KNOWN })).toEqual({
      change: { manager: [null, 'boss@example.com'] },
      awaits: false,
    });
  });
});

describe('of an account of which not everything was written', () => {
  it.each<[string, Case, object, boolean]>([
    [
      'another department, while the manager is waited for',
      { references: [BOSS, SALES], before: { department: 'HR', manageremailaddress: BOSS.value } },
      { department: ['HR', 'Sales'] },
      true,
    ],
    [
      'another department of a person whose manager is given by the name alone',
      { references: [BY_NAME, SALES], before: { department: 'HR', managername: 'Ann Lee' } },
      { department: ['HR', 'Sales'] },
      false,
    ],
    [
      'the same department',
      { references: [BY_NAME, SALES], before: { department: 'Sales', managername: 'Ann Lee' } },
      {},
      false,
    ],
    [
      'a department that is gone',
      { references: [{ ...SALES, value: null }], before: { department: 'HR' } },
      {
        department: ['HR', null],
      },
      false,
    ],
  ])('%s', (_, given, change, awaits) => {
    expect(of({ ...given, linked: true })).toEqual({ change, awaits });
  });
});

describe('of an account that was written', () => {
  it('as it is wanted, nothing is to be done, whatever row was planned with before', () => {
    const before = { manageremailaddress: 'old@example.com' };
    expect(of({ references: [BOSS], written: 'now', before, linked: true }).change).toEqual({});
  });

  it.each<[string, Case, object]>([
    ['the same row', { references: [BOSS], written: 'now', before: { manageremailaddress: BOSS.value } }, {}],
    [
      'another manager',
      { references: [BOSS], written: 'then', before: { manageremailaddress: 'old@example.com' } },
      { manager: ['old@example.com', 'boss@example.com'] },
    ],
    [
      'another manager in the same department',
      {
        references: [BOSS, SALES],
        written: 'then',
        before: { manageremailaddress: 'old@example.com', department: 'Sales' },
      },
      { manager: ['old@example.com', 'boss@example.com'] },
    ],
    [
      'another desired state that nothing explains',
      { references: [BOSS], written: 'then', before: { manageremailaddress: BOSS.value } },
      { manager: [null, 'boss@example.com'] },
    ],
  ])('%s', (_, given, change) => {
    expect(of({ ...given, linked: true })).toEqual({ change, awaits: false });
  });
});
