import { expectedOutcomes } from './expected-outcomes';
import { faults } from './faults';
import { furtherExpectedOutcomes } from './further-expected-outcomes';
import type { Outcome } from './outcome';
import { freshVendor, FURTHER_SUBJECTS, runUnderFault, stateOf, SUBJECTS } from './run-under-fault';
import type { FurtherSubject, Observed, Subject } from './run-under-fault';

const subjects = Object.keys(SUBJECTS) as Subject[];
const furtherSubjects = Object.keys(FURTHER_SUBJECTS) as FurtherSubject[];

const outcomeOf = ({ result, sent, seconds }: Observed): Outcome => ({
  ends: result.failure?.kind ?? result.status,
  ...(result.failure?.effect === 'unknown' ? { effect: 'unknown' } : {}),
  sent,
  seconds,
});

describe('under every fault, once and lasting, a command ends as the table says', () => {
  const untouched = stateOf(freshVendor());
  const plain = {} as Record<Subject | FurtherSubject, string>;

  beforeAll(async () => {
    for (const subject of [...subjects, ...furtherSubjects]) {
      plain[subject] = (await runUnderFault(subject, undefined, 0)).state;
    }
  });

  it('changes the vendor without a fault, so that the comparison below is meaningful', () => {
    expect(plain.get).toBe(untouched);
    expect(plain.create).not.toBe(untouched);
    expect(plain.disable).not.toBe(untouched);
    expect(plain.update).not.toBe(untouched);
    expect(plain.members).not.toBe(untouched);
  });

  it.each(faults.map((row) => [row.group, row.fault, row] as const))(
    '%s: %s',
    async (_group, fault, row) => {
      for (const subject of subjects) {
        const once = await runUnderFault(subject, row, 1);
        const lasting = await runUnderFault(subject, row, Infinity);
        expect({ subject, outcomes: [outcomeOf(once), outcomeOf(lasting)] }).toEqual({
          subject,
          outcomes: expectedOutcomes[fault]?.[subject],
        });
        [once, lasting].forEach((observed) => expectHonest(subject, observed));
      }
      for (const subject of furtherSubjects) {
        const once = await runUnderFault(subject, row, 1);
        expect({ subject, outcome: outcomeOf(once) }).toEqual({
          subject,
          outcome: furtherExpectedOutcomes[fault]?.[subject],
        });
        expectHonest(subject, once);
      }
    },
    60_000,
  );

  const expectHonest = (subject: Subject | FurtherSubject, { result, state }: Observed): void => {
    expect(state).toBe(stateAfter(subject, result.status === 'done', state));
    // A failure with effect none must have changed nothing.
    if (result.failure?.effect === 'none') {
      expect(state).toBe(untouched);
    }
  };

  /** The state after one execution when done; otherwise that state or the initial one. */
  const stateAfter = (subject: Subject | FurtherSubject, done: boolean, seen: string): string =>
    done || seen !== untouched ? plain[subject] : untouched;

  it('has no expectation for a fault that does not exist', () => {
    const known = faults.map(({ fault }) => fault).sort();
    expect(Object.keys(expectedOutcomes).sort()).toEqual(known);
    expect(Object.keys(furtherExpectedOutcomes).sort()).toEqual(known);
  });
});
