import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { approvalRefusal } from '../apply/approval-refusal';
import type { GuardName } from '../config/lifecycle-config';
import { appendApproval, approvalLine, approvedFor, stillStopping } from '../plan/file/approval';
import { refusalText } from '../plan/file/plan-refusal';
import { readPlan } from '../plan/file/read-plan';
import { approvalRefusalText } from '../screen/apply-refusal';
import { whatAllows } from '../screen/what-allows';
import { planLineText } from '../screen/show-plan';
import { Refused, WrongCall, type CommandContext, type ExitCode } from './command-context';
import { keysOfPeople } from './people-of-plan';
import { say } from './say';
import { lifecycleOf } from './with-config';
import { withKnownDatabase } from './with-database';

export interface ApproveOptions {
  readonly plan: string;
  readonly person?: readonly string[];
  /** Guard → the number that it may reach, as text. */
  readonly allow: Readonly<Record<string, string>>;
  /** File of an ed25519 private key (PEM). */
  readonly key?: string;
}

/** `iam approve FILE`: adds a line below the plan's sum. 4 when something still stops the plan. */
export const approveCommand =
  ({ plan, person = [], allow, key }: ApproveOptions) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const config = lifecycleOf(context);
    const path = resolve(context.cwd, plan);
    const held = new Map<string, string>();
    const read = await readPlan(path, (line) => {
      if (line.type === 'item' && line.hold !== undefined) {
        held.set(line.person, line.who);
      }
    });
    if (E.isLeft(read)) {
      throw new Refused(4, [refusalText(plan, read.left)]);
    }
    const present = { now: new Date(), config: config.hash };
    const refusal = await withKnownDatabase(context, (database) =>
      approvalRefusal(read.right, present, database),
    );
    if (refusal !== undefined) {
      throw new Refused(4, [approvalRefusalText(plan, refusal)]);
    }
    const people = keysOfPeople(
      held,
      person,
      (name) => `Nothing of ${JSON.stringify(name)} is held in ${plan}; iam show ${plan} names who is.`,
    );
    const line = approvalLine(read.right, {
      by: context.user,
      at: new Date(),
      people,
      allow: numbersOf(allow),
      ...(key === undefined ? {} : { key: keyText(resolve(context.cwd, key), key) }),
    });
    if (E.isLeft(line)) {
      throw new WrongCall([line.left]);
    }
    await appendApproval(path, line.right);
    const approvals = [...read.right.approvals, line.right];
    const approved = approvedFor({ ...read.right, approvals }, config.approval, config.approvers ?? {});
    const stopping = stillStopping(read.right.guards, approved.allow);
    say(context, line.right, [
      planLineText(line.right) ?? '',
      ...approved.problems,
      ...stopping.map(({ app, text }) => `Still stopped: ${app === '*' ? '' : `${app}: `}${text}`),
      ...whatAllows(plan, stopping),
      ...(approved.plan && stopping.length === 0 ? [`Next: iam apply ${plan}`] : []),
    ]);
    return approved.plan && stopping.length === 0 ? 0 : 4;
  };

const numbersOf = (allow: ApproveOptions['allow']): Readonly<Partial<Record<GuardName, number>>> =>
  Object.fromEntries(
    Object.entries(allow).map(([guard, text]) => {
      const count = Number(text);
      if (!Number.isSafeInteger(count) || count < 0) {
        throw new WrongCall([`${JSON.stringify(text)} is no number of how many ${guard} may be.`]);
      }
      return [guard, count];
    }),
  );

const keyText = (path: string, shown: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new WrongCall([`The key ${shown} cannot be read.`]);
  }
};
