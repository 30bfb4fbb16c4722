import { endings } from './endings';
import { faults } from './faults';
import { freshVendor, runUnderFault, stateOf, SUBJECTS } from './run-under-fault';
import type { Observed, Subject } from './run-under-fault';

const subjects = Object.keys(SUBJECTS) as Subject[];

const ending = ({ result, sent, seconds }: Observed): string => {
  const open = result.failure?.effect === 'unknown' ? ' (open)' : '';
  return `${result.failure?.kind ?? result.status}${open}, ${sent}×, ${seconds} s`;
};

describe('under every fault, once and lasting, a command ends as the table says', () => {
  const untouched = stateOf(freshVendor());
  const plain = {} as Record<Subject, string>;

  beforeAll(async () => {
    for (const subject of subjects) {
      plain[subject] = (await runUnderFault(subject, undefined, 0)).state;
    }
  });

  it('changes somebody when nothing goes wrong, so that the comparison below means something', () => {
    expect(plain.get).toBe(untouched);
    expect(plain.create).not.toBe(untouched);
    expect(plain.disable).not.toBe(untouched);
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
        for (const { result, state } of [once, lasting]) {
          expect(state).toBe(stateAfter(subject, result.status === 'done', state));
          // A failure that claims to have changed nothing did not.
          if (result.failure?.effect === 'none') {
            expect(state).toBe(untouched);
          }
        }
      }
    },
    60_000,
  );

  /** What one execution would have left, when done; otherwise that, or what was there before. */
  const stateAfter = (subject: Subject, done: boolean, seen: string): string =>
    done || seen !== untouched ? plain[subject] : untouched;

  it('has no expectation for a fault that does not exist', () => {
    expect(Object.keys(endings).sort()).toEqual(faults.map(({ fault }) => fault).sort());
  });
});
