import { endings } from './endings';
import { faults } from './faults';
import { furtherEndings } from './further-endings';
import { freshVendor, FURTHER_SUBJECTS, runUnderFault, stateOf, SUBJECTS } from './run-under-fault';
import type { FurtherSubject, Observed, Subject } from './run-under-fault';

const subjects = Object.keys(SUBJECTS) as Subject[];
const furtherSubjects = Object.keys(FURTHER_SUBJECTS) as FurtherSubject[];

const ending = ({ result, sent, seconds }: Observed): string => {
  const open = result.failure?.effect === 'unknown' ? ' (open)' : '';
  return `${result.failure?.kind ?? result.status}${open}, ${sent}×, ${seconds} s`;
};

describe('under every fault, once and lasting, a command ends as the table says', () => {
  const untouched = stateOf(freshVendor());
  const plain = {} as Record<Subject | FurtherSubject, string>;

  beforeAll(async () => {
    for (const subject of [...subjects, ...furtherSubjects]) {
      plain[subject] = (await runUnderFault(subject, undefined, 0)).state;
    }
  });

  it('changes somebody when nothing goes wrong, so that the comparison below means something', () => {
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
        expect({ subject, endings: [ending(once), ending(lasting)] }).toEqual({
          subject,
          endings: endings[fault]?.[subject],
        });
        [once, lasting].forEach((observed) => expectHonest(subject, observed));
      }
      for (const subject of furtherSubjects) {
        const once = await runUnderFault(subject, row, 1);
        expect({ subject, ending: ending(once) }).toEqual({
          subject,
          ending: furtherEndings[fault]?.[subject],
        });
        expectHonest(subject, once);
      }
    },
    60_000,
  );

  const expectHonest = (subject: Subject | FurtherSubject, { result, state }: Observed): void => {
    expect(state).toBe(stateAfter(subject, result.status === 'done', state));
    // A failure that claims to have changed nothing did not.
    if (result.failure?.effect === 'none') {
      expect(state).toBe(untouched);
    }
  };

  /** What one execution would have left, when done; otherwise that, or what was there before. */
  const stateAfter = (subject: Subject | FurtherSubject, done: boolean, seen: string): string =>
    done || seen !== untouched ? plain[subject] : untouched;

  it('has no expectation for a fault that does not exist', () => {
    const known = faults.map(({ fault }) => fault).sort();
    expect(Object.keys(endings).sort()).toEqual(known);
    expect(Object.keys(furtherEndings).sort()).toEqual(known);
  });
});
