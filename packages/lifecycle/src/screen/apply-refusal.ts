import { whatAllows } from './what-allows';
import type { ApplyRefusal } from '../apply/apply-plan';
import { refusalText } from '../plan/file/plan-refusal';

/** Why nothing was applied, and what next. */
export const applyRefusalText = (file: string, refusal: ApplyRefusal): string => {
  switch (refusal.tag) {
    case 'plan':
      return refusalText(file, refusal.refusal);
    case 'not-approved':
      return ['The plan is not approved, so nothing was applied.', ...refusal.problems].join('\n');
    case 'stopped':
      return [
        'Every application of the plan is stopped by a guard, so nothing was applied:',
        ...refusal.guards.map(({ app, text }) => `  ${app === '*' ? '' : `${app}: `}${text}`),
        ...whatAllows(file, refusal.guards),
      ].join('\n');
    case 'another-run': {
      const { id, planId, startedBy, started } = refusal.run;
      return [
        `Run ${id} is not over: ${startedBy} began to apply plan ${planId} at ${started}. One plan is applied at a time.`,
        `Look at it with \`iam runs show ${id}\`; go on with it by \`iam runs resume ${id}\`, or end it by \`iam runs cancel ${id}\`.`,
      ].join('\n');
    }
    case 'superseded':
      return `A plan that was made after this one was applied already (run ${refusal.run.id}, plan ${refusal.run.planId}), so this one is outdated and nothing of it was applied. Plan again.`;
    case 'cancelled':
      return `Run ${refusal.run.id} of this plan was cancelled. Plan again.`;
  }
};
