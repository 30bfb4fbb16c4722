import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { printable } from '@iam/core';
import * as E from 'fp-ts/Either';
import type { GuardName, LifecycleConfig } from '../../config/lifecycle-config';
import { canonicalText } from './canonical-text';
import { saying } from './line-file';
import type { ApprovalLine, GuardLine } from './plan-line';
import type { ReadPlan } from './read-plan';

/** What a person says about a plan. */
export interface ApprovalWish {
  readonly by: string;
  readonly at: Date;
  readonly people?: readonly string[];
  readonly allow?: Readonly<Partial<Record<GuardName, number>>>;
  /** PEM of an ed25519 private key. */
  readonly key?: string;
}

/** The line that approves a plan, bound to its sum, without a signature. */
export const unsignedApproval = (
  { sum }: Pick<ReadPlan, 'sum'>,
  { by, at, people = [], allow = {} }: Omit<ApprovalWish, 'key'>,
): ApprovalLine => ({
  type: 'approval',
  by,
  at: at.toISOString(),
  plan: sum.sha256,
  people: [...new Set(people)].sort(),
  allow,
});

/** The same, signed where a key is given. Left: what is wrong with the key. */
export const approvalLine = (
  plan: Pick<ReadPlan, 'sum'>,
  { key, ...wish }: ApprovalWish,
): E.Either<string, ApprovalLine> => {
  const line = unsignedApproval(plan, wish);
  if (key === undefined) {
    return E.right(line);
  }
  const signature = signed(line, key);
  return E.isLeft(signature) ? signature : E.right({ ...line, signature: signature.right });
};

const NOT_A_KEY =
  'The key for signing is no ed25519 private key in PEM. `openssl genpkey -algorithm ed25519 -out approver.pem` makes one.';

const signed = (line: ApprovalLine, key: string): E.Either<string, string> => {
  try {
    const privateKey = createPrivateKey(key);
    return privateKey.asymmetricKeyType === 'ed25519'
      ? E.right(sign(null, Buffer.from(canonicalText(line)), privateKey).toString('base64'))
      : E.left(NOT_A_KEY);
  } catch {
    return E.left(NOT_A_KEY);
  }
};

/** Whether the signature of a line is of that public key (PEM). */
export const isSignedBy = ({ signature, ...line }: ApprovalLine, publicKey: string): boolean => {
  if (signature === undefined) {
    return false;
  }
  try {
    const key = createPublicKey(publicKey);
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(canonicalText(line)), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
};

/** Writes an approval below the sum, in one write: two people may approve at once. */
export const appendApproval = async (path: string, line: ApprovalLine): Promise<void> => {
  await saying(path, async () => {
    const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
    try {
      await file.write(`${JSON.stringify(line)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  });
};

/** Who may approve, by name, with the public key (ed25519, PEM) where one is known. */
export type Approvers = Readonly<Record<string, string>>;

/** What the approvals of a plan come to. */
export interface Approved {
  /** Whether the plan may be applied at all, as `approval` in the configuration wants it. */
  readonly plan: boolean;
  /** Who approved, in the order of the lines. */
  readonly by: readonly string[];
  /** Held people that are released. */
  readonly people: ReadonlySet<string>;
  /** Guards that may be exceeded, each up to the greatest number that was named. */
  readonly allow: Readonly<Partial<Record<GuardName, number>>>;
  /** What is wrong with approvals that do not count, and what is still wanted. */
  readonly problems: readonly string[];
}

/**
 * What is released by the approvals of a plan. With `two-people` only those count that another person than the plan's maker signed
 * with a known key; else everybody's do, and a signature that is there has to be right.
 */
export const approvedFor = (
  plan: Pick<ReadPlan, 'head' | 'sum' | 'approvals'>,
  mode: LifecycleConfig['approval'],
  approvers: Approvers = {},
): Approved => {
  const checked = plan.approvals.map((line) => ({ line, problem: problemOf(plan, line, mode, approvers) }));
  const counting = checked.filter(({ problem }) => problem === undefined).map(({ line }) => line);
  const enough = mode === 'none' || counting.length > 0;
  return {
    plan: enough,
    by: [...new Set(counting.map(({ by }) => by))],
    people: new Set(counting.flatMap(({ people }) => people)),
    allow: greatest(counting.map(({ allow }) => allow)),
    problems: [
      ...checked.flatMap(({ problem }) => problem ?? []),
      ...(enough ? [] : [WANTED[mode](plan.head.madeBy)]),
    ],
  };
};

const WANTED: Readonly<Record<Exclude<LifecycleConfig['approval'], 'none'>, (maker: string) => string>> = {
  'one-person': () => 'The plan wants an approval before it is applied: `iam approve FILE`.',
  'two-people': (maker) =>
    `The plan wants the signed approval of another person than ${printable(maker)}, who made it: \`iam approve FILE --key approver.pem\`.`,
};

const problemOf = (
  { head, sum }: Pick<ReadPlan, 'head' | 'sum'>,
  line: ApprovalLine,
  mode: LifecycleConfig['approval'],
  approvers: Approvers,
): string | undefined => {
  const whose = `The approval of ${printable(line.by)}`;
  if (line.plan !== sum.sha256) {
    return `${whose} is for another plan and does not count.`;
  }
  const key = Object.hasOwn(approvers, line.by) ? approvers[line.by] : undefined;
  if (mode !== 'two-people') {
    return line.signature === undefined || key === undefined || isSignedBy(line, key)
      ? undefined
      : `${whose} has a signature that is not of this line; it does not count.`;
  }
  if (line.by === head.madeBy) {
    return `${whose} does not count: the same person made the plan, and two people are wanted.`;
  }
  if (line.signature === undefined) {
    return `${whose} is not signed and does not count.`;
  }
  if (key === undefined) {
    return `${whose} does not count: the configuration has no public key of this name.`;
  }
  return isSignedBy(line, key) ? undefined : `${whose} has a signature of another key; it does not count.`;
};

const greatest = (
  allowed: readonly Readonly<Partial<Record<GuardName, number>>>[],
): Readonly<Partial<Record<GuardName, number>>> => {
  const all: Partial<Record<GuardName, number>> = {};
  for (const one of allowed) {
    for (const [name, value] of Object.entries(one) as [GuardName, number][]) {
      all[name] = Math.max(all[name] ?? 0, value);
    }
  }
  return all;
};

/** The guards that stop a plan although it is approved as it is; a broken feed (`feed`) cannot be allowed. */
export const stillStopping = (guards: readonly GuardLine[], allow: Approved['allow']): readonly GuardLine[] =>
  guards.filter(
    ({ ok, rule, value }) =>
      !ok && (rule === 'feed' || allow[rule] === undefined || value > (allow[rule] ?? 0)),
  );
