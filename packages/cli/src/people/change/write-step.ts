import type { AuditEnded, Happened, RunOptions, UserResult } from '@iam/core';
import type { OpenInstance } from '../../config/open-instances';
import { accountOf } from '../who/look';
import type { Did, Step } from '../outcome';
import type { Work } from '../run-people';

type UserCommand = 'iam-create-user' | 'iam-update-user' | 'iam-enable-user' | 'iam-disable-user';

export interface Write {
  readonly command: UserCommand;
  readonly profile: Readonly<Record<string, unknown>>;
  /** Whether an update may let the person in; creations always do. */
  readonly allowEnable?: boolean;
  readonly did: Did;
  readonly options?: Pick<RunOptions, 'ifExists' | 'ifMissing'>;
}

/** Runs one command for the account of a step, and says what became of it. */
export const writeStep = async (
  one: OpenInstance,
  step: Step,
  write: Write,
  { signal, settings, actor }: Pick<Work, 'signal' | 'settings' | 'actor'>,
): Promise<Step> => {
  let ended: AuditEnded | undefined;
  const args = {
    'user-profile': write.profile as never,
    ...(write.allowEnable === undefined ? {} : { 'allow-enable': write.allowEnable }),
  };
  const result = (await one.instance.runByName(write.command, args, {
    signal,
    dryRun: settings.dryRun,
    ...write.options,
    ...(actor === undefined ? {} : { actor }),
    onAudit: (record) => {
      ended = record.stage === 'ended' ? record : ended;
    },
  })) as UserResult;
  return afterWrite(one, step, write.did, result, ended);
};

const afterWrite = (
  one: OpenInstance,
  step: Step,
  did: Did,
  result: UserResult,
  ended: AuditEnded | undefined,
): Step => {
  const account = accountOf(one, result) ?? step.account;
  const base: Step = {
    ...step,
    ...(account === undefined ? {} : { account: { ...step.account, ...account } }),
    run: result.run,
    at: ended?.at ?? new Date().toISOString(),
    ...(ended === undefined ? {} : { requestIds: ended.requestIds }),
    notes: [...step.notes, ...result.warnings],
    ...(result.changes === undefined ? {} : { changes: result.changes }),
  };
  if (result.status === 'failed') {
    // Whether the write had an effect may be unknown, and with it whether the account is active.
    return {
      ...base,
      ok: false,
      failure: result.failure,
      state: result.failure.effect === 'unknown' ? 'unknown' : step.state,
    };
  }
  if (result.status === 'skipped') {
    return result.skipCause === 'already'
      ? { ...base, ok: true, did: 'unchanged' }
      : { ...base, ok: false, notes: [...base.notes, result.vendor.reason] };
  }
  const { active } = result.vendor;
  return {
    ...base,
    // A reference that leads to no record (a department, a manager) was asked for and is not written; the notes say so.
    ok: result.unresolved === undefined,
    did:
      result.happened === 'unchanged'
        ? 'unchanged'
        : result.happened === 'deleted'
          ? 'deleted'
          : didOf(did, result.happened),
    state:
      result.happened === 'deleted'
        ? 'absent'
        : active === null
          ? step.state
          : active
            ? 'active'
            : 'disabled',
  };
};

/** An update that created an account is reported as a creation. */
const didOf = (did: Did, happened: Happened): Did => (happened === 'created' ? 'created' : did);
