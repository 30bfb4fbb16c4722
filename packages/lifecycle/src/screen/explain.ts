import { isDisabledByRun } from '../accounts/account';
import type { Explanation, RuleAnswer } from '../decide/explain';
import { oneLine } from './screen-text';

/** What is known of an account of the person, from when the application was read last. */
export interface KnownAccount {
  readonly app: string;
  readonly vendorId: string;
  readonly active: boolean | null;
  /** As the account's row has it: the number of a run, or another reason; null where nothing is known. */
  readonly disabledBy: string | null;
  /** A complete list of the application did not have it any more. */
  readonly gone: boolean;
}

/** The lines of `iam plan --explain PERSON`: what should be by the rules, and what is known to be there. */
export const explainLines = (
  explanation: Explanation,
  accounts: readonly KnownAccount[] = [],
): readonly string[] => {
  const { person, line, zone, now, previous, decision, referenceEvents, dates, status, assignments } =
    explanation;
  return [
    `${person}: ${line === undefined ? 'the feed has no row' : `line ${line} of the feed`}, time zone ${zone}, decided for ${now}`,
    `before: ${previous === undefined ? 'not known' : `${previous.state}${previous.missingSince === undefined ? '' : ` since ${previous.missingSince}`}`}`,
    `now: ${decision.state}${decision.event === undefined ? ', nothing changed' : `, event ${decision.event}${called(referenceEvents)}`}${because(decision.because)}`,
    ...(decision.hold === undefined ? [] : [`held: ${decision.hold}`]),
    ...(decision.changed.length === 0 ? [] : [`changed: ${decision.changed.join(', ')}`]),
    ...(decision.returns === undefined ? [] : [`comes back: ${decision.returns}`]),
    ...(decision.due === undefined ? [] : [`decided otherwise from: ${decision.due}`]),
    ...(dates.length === 0 ? [] : [`dates: ${dates.join(', ')}`]),
    ...status.map(answerLine),
    ...(assignments.protectedBy === undefined
      ? []
      : [`protected: nothing is done (${assignments.protectedBy})`]),
    ...explanation.applications.flatMap(({ instance, who, groups }, index) => {
      const assignment = assignments.applications[index];
      return [
        `${instance}: should have ${assignment?.assigned === true ? 'an account' : `no account (${WHY[assignment?.why ?? 'who']})`}, ${ACCOUNT[assignment?.account ?? 'as-it-is']}${assignment?.deleteAfterDays === undefined ? '' : `, deleted ${assignment.deleteAfterDays} days after`}`,
        ...accounts.filter(({ app }) => app === instance).map(accountLine),
        `  ${answerLine(who)}`,
        ...groups.map((group) => `  group ${group.group}: ${answerLine(group)}`),
      ];
    }),
    ...(assignments.due === undefined ? [] : [`assigned otherwise from: ${assignments.due}`]),
  ].map(oneLine);
};

const accountLine = ({ vendorId, active, disabledBy, gone }: KnownAccount): string =>
  gone
    ? `  there was  ${vendorId}, not there any more`
    : `  there is  ${vendorId}, ${active === null ? 'whether it works is not known' : active ? 'enabled' : `disabled${disabledText(disabledBy)}`}`;

const disabledText = (disabledBy: string | null): string =>
  disabledBy === null ? '' : isDisabledByRun({ disabledBy }) ? ` (by run ${disabledBy})` : ' (not by a plan)';

const called = (reference: readonly string[]): string =>
  reference.length === 0 ? '' : ` (${reference.join(', ')})`;

const because = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `, because ${texts.join(', ')}`;

const answerLine = ({ path, text, holds, read }: RuleAnswer): string =>
  `${holds ? 'yes' : 'no '}  ${path}: ${text}${read.length === 0 ? '' : `  [${read.join(', ')}]`}`;

const WHY = {
  assigned: 'assigned',
  who: 'does not match who',
  future: 'not in yet',
  leave: 'on leave',
  left: 'left',
} as const;

const ACCOUNT = {
  enabled: 'enabled',
  disabled: 'disabled if there is one',
  'as-it-is': 'one that is there stays as it is',
} as const;
