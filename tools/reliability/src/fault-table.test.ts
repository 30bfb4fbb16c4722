import { expectedOutcomes } from './expected-outcomes';
import { faults } from './faults';
import { furtherExpectedOutcomes } from './further-expected-outcomes';
import type { Outcome } from './outcome';
import {
  freshVendor,
  FURTHER_SCENARIOS,
  runUnderFault,
  stateOf,
  SCENARIOS,
  type FurtherScenario,
  type Observed,
  type Scenario,
} from './run-under-fault';

const scenarios = Object.keys(SCENARIOS) as Scenario[];
const furtherScenarios = Object.keys(FURTHER_SCENARIOS) as FurtherScenario[];

const outcomeOf = ({ result, sent, seconds }: Observed): Outcome => ({
  ends: result.failure?.kind ?? result.status,
  ...(result.failure?.effect === 'unknown' ? { effect: 'unknown' } : {}),
  sent,
  seconds,
});

describe('under every fault, once and lasting, a command ends as the table says', () => {
  const untouched = stateOf(freshVendor());
  const plain = {} as Record<Scenario | FurtherScenario, string>;

  beforeAll(async () => {
    for (const scenario of [...scenarios, ...furtherScenarios]) {
      plain[scenario] = (await runUnderFault(scenario, undefined, 0)).state;
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
      for (const scenario of scenarios) {
        const once = await runUnderFault(scenario, row, 1);
        const lasting = await runUnderFault(scenario, row, Infinity);
        expect({ scenario, outcomes: [outcomeOf(once), outcomeOf(lasting)] }).toEqual({
          scenario,
          outcomes: expectedOutcomes[fault]?.[scenario],
        });
        [once, lasting].forEach((observed) => expectHonest(scenario, observed));
      }
      for (const scenario of furtherScenarios) {
        const once = await runUnderFault(scenario, row, 1);
        expect({ scenario, outcome: outcomeOf(once) }).toEqual({
          scenario,
          outcome: furtherExpectedOutcomes[fault]?.[scenario],
        });
        expectHonest(scenario, once);
      }
    },
    60_000,
  );

  const expectHonest = (scenario: Scenario | FurtherScenario, { result, state }: Observed): void => {
    expect(state).toBe(stateAfter(scenario, result.status === 'done', state));
    // A failure with effect none must have changed nothing.
    if (result.failure?.effect === 'none') {
      expect(state).toBe(untouched);
    }
  };

  /** The state after one execution when done; otherwise that state or the initial one. */
  const stateAfter = (scenario: Scenario | FurtherScenario, done: boolean, seen: string): string =>
    done || seen !== untouched ? plain[scenario] : untouched;

  it('has no expectation for a fault that does not exist', () => {
    const known = faults.map(({ fault }) => fault).sort();
    expect(Object.keys(expectedOutcomes).sort()).toEqual(known);
    expect(Object.keys(furtherExpectedOutcomes).sort()).toEqual(known);
  });
});
