import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { HEAD, itemLine } from '../__fixtures__/lines';
import { appendApproval, approvalLine, approvedFor, stillStopping, type ApprovalWish } from './approval';
import { draftPlan } from './plan-draft';
import type { ApprovalLine, GuardLine } from './plan-line';
import { readPlan } from './read-plan';

const SUM = { type: 'sum', apps: {}, sha256: 'f00d' } as const;
const AT = new Date('2026-11-26T16:00:00Z');

const pair = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
const JANE = pair();
const JOHN = pair();
const APPROVERS = { 'jane.doe': JANE.public, 'john.roe': JOHN.public, 'hr-sync': JANE.public };

const line = (wish: Partial<ApprovalWish> = {}): ApprovalLine => {
  const made = approvalLine({ sum: SUM }, { by: 'jane.doe', at: AT, ...wish });
  if (E.isLeft(made)) {
    throw new Error(made.left);
  }
  return made.right;
};

const approved = (
  approvals: readonly ApprovalLine[],
  mode: 'none' | 'one-person' | 'two-people' = 'two-people',
) => approvedFor({ head: HEAD, sum: SUM, approvals }, mode, APPROVERS);

describe('an approval by two people', () => {
  it('counts when another person than the maker signed it', () => {
    expect(approved([line({ key: JANE.key, people: ['E2', 'E1', 'E2'] })])).toEqual({
      plan: true,
      by: ['jane.doe'],
      people: new Set(['E1', 'E2']),
      allow: {},
      problems: [],
    });
  });

  it.each<[string, ApprovalLine, string]>([
    ['it is not signed', line(), 'The approval of jane.doe is not signed'],
    ['the maker signed it', line({ by: 'hr-sync', key: JANE.key }), 'the same person made the plan'],
    ['another key signed it', line({ key: JOHN.key }), 'a signature of another key'],
    ['its name is unknown', line({ by: 'eve', key: JANE.key }), 'no public key of this name'],
    [
      'its name is one that objects have',
      line({ by: 'toString', key: JANE.key }),
      'no public key of this name',
    ],
    ['it is for another plan', { ...line({ key: JANE.key }), plan: 'beef' }, 'is for another plan'],
    ['more people were added', { ...line({ key: JANE.key }), people: ['E9'] }, 'a signature of another key'],
    ['its name was changed', { ...line({ key: JANE.key }), by: 'john.roe' }, 'a signature of another key'],
    ['its limit was raised', { ...line({ key: JANE.key }), allow: { leavers: 9 } }, 'of another key'],
    ['its signature is none', { ...line(), signature: 'x' }, 'of another key'],
  ])('does not count when %s', (_, approval, said) => {
    const result = approved([approval]);

    expect(result).toMatchObject({ plan: false, by: [], people: new Set(), allow: {} });
    expect(result.problems[0]).toContain(said);
    expect(result.problems.at(-1)).toContain('wants the signed approval of another person than hr-sync');
  });

  it('is not spoilt by one that does not count', () => {
    expect(approved([line(), line({ by: 'john.roe', key: JOHN.key })])).toMatchObject({
      plan: true,
      by: ['john.roe'],
    });
  });
});

describe('an approval by one person', () => {
  it('is wanted, and may be the maker’s', () => {
    expect(approved([], 'one-person')).toMatchObject({ plan: false });
    expect(approved([line({ by: 'hr-sync' })], 'one-person')).toMatchObject({ plan: true, problems: [] });
  });

  it('does not count with a signature that is wrong', () => {
    expect(approved([line({ key: JOHN.key })], 'one-person')).toMatchObject({ plan: false });
  });
});

describe('without approval', () => {
  it('a plan may be applied, and what is held stays so', () => {
    expect(approved([], 'none')).toMatchObject({ plan: true, people: new Set(), problems: [] });
    expect(approved([line({ people: ['E7'] })], 'none')).toMatchObject({ people: new Set(['E7']) });
  });
});

it('refuses another kind of key with what makes one', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const pem = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const key of [pem, 'no key', '']) {
    expect(approvalLine({ sum: SUM }, { by: 'x', at: AT, key })).toMatchObject({
      left: expect.stringContaining('openssl genpkey -algorithm ed25519') as string,
    });
  }
});

it('allows the greatest number that was named for a guard', () => {
  expect(
    approved([line({ allow: { leavers: 900 } }), line({ allow: { leavers: 70, groups: 5 } })], 'none'),
  ).toMatchObject({
    allow: { leavers: 900, groups: 5 },
  });
});

describe('guards', () => {
  const guard = (rule: GuardLine['rule'], value: number, ok = false): GuardLine => ({
    type: 'guard',
    app: '*',
    rule,
    value,
    of: 1000,
    limit: '',
    ok,
    text: '',
  });

  it('stop until what they say is allowed, up to that number', () => {
    const guards = [guard('leavers', 900), guard('creations', 3, true)];
    expect(stillStopping(guards, {})).toEqual([guards[0]]);
    expect(stillStopping(guards, { leavers: 899 })).toEqual([guards[0]]);
    expect(stillStopping(guards, { creations: 900 })).toEqual([guards[0]]);
    expect(stillStopping(guards, { leavers: 900 })).toEqual([]);
  });

  it('of a broken feed cannot be allowed', () => {
    expect(stillStopping([guard('feed', 0)], { leavers: 1e9, errors: 1e9 })).toHaveLength(1);
  });
});

it('stands below the sum, and leaves the hash as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-plan-'));
  try {
    const draft = await draftPlan(['AWS'], { folder });
    await draft.app('AWS').add(itemLine(1));
    const { path, sum } = await draft.finish({ head: HEAD, guards: [], sums: {} });
    const approval = approvalLine({ sum }, { by: 'jane.doe', at: AT, people: ['E1'], key: JANE.key });
    await appendApproval(path, E.isRight(approval) ? approval.right : line());
    const read = await readPlan(path);

    expect(E.isRight(read) && approvedFor(read.right, 'two-people', APPROVERS)).toMatchObject({
      plan: true,
      people: new Set(['E1']),
    });
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(4);

    appendFileSync(path, '{"type":"approval"');
    expect(await readPlan(path)).toMatchObject({ left: { tag: 'truncated' } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
