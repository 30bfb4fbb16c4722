import { whatAllows } from './what-allows';
import type { ApplyRefusal } from '../apply/apply-plan';
import type { ApprovalRefusal } from '../apply/approval-refusal';
import { refusalText } from '../plan/file/plan-refusal';
import { screenText } from './screen-text';

/** Why nothing was applied, and what next. */
export const applyRefusalText = (file: string, refusal: ApplyRefusal): string => {
  switch (refusal.tag) {
    case 'plan':
      return refusalText(file, refusal.refusal);
    case 'not-approved':
      return screenText(['The plan is not approved, so nothing was applied.', ...refusal.problems]);
    case 'stopped':
      return screenText([
        'Every application of the plan is stopped by a guard, so nothing was applied:',
        ...refusal.guards.map(({ app, text }) => `  ${app === '*' ? '' : `${app}: `}${text}`),
        ...whatAllows(file, refusal.guards),
      ]);
    case 'another-run': {
      const { id, planId, startedBy, started } = refusal.run;
      return screenText([
        `Run ${id} is not over: ${startedBy} began to apply plan ${planId} at ${started}. One plan is applied at a time.`,
        `Look at it with \`iam runs show ${id}\`; go on with it by \`iam runs resume ${id}\`, or end it by \`iam runs cancel ${id}\`.`,
      ]);
    }
    case 'superseded':
      return `A plan that was made after this one was applied already (run ${refusal.run.id}, plan ${refusal.run.planId}), so this one is outdated and nothing of it was applied. Plan again.`;
    case 'cancelled':
      return `Run ${refusal.run.id} of this plan was cancelled. Plan again.`;
  }
};

/** Why a plan is not approved, and what next. */
export const approvalRefusalText = (file: string, refusal: ApprovalRefusal): string => {
  if (refusal.tag !== 'begun') {
    return applyRefusalText(file, refusal);
  }
  const { id, state } = refusal.run;
  return state === 'done'
    ? `Run ${id} of this plan is over: an approval changes nothing any more. Plan again.`
    : `Run ${id} of this plan has begun with what was approved then, and an approval changes nothing of it. Go on with \`iam apply ${file}\`; what is held comes again in the next plan.`;
};
