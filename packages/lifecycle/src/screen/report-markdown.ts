import { printable } from '@iam/core';
import type { RunReport } from '../report/run-report';
import { attestationText } from './attested';

/** A report for people. */
export const reportMarkdown = (report: RunReport): string =>
  [
    `# Run ${report.run.id}`,
    PERSONAL,
    listOf(facts(report)),
    '## Guards',
    report.guards === null
      ? 'They are in the file of the plan, which is not where it was made.'
      : table(
          ['application', 'guard', 'value', 'of', 'limit', 'verdict'],
          report.guards.map(({ app, rule, value, of, limit, ok }) => [
            app === '*' ? 'all' : app,
            rule,
            String(value),
            String(of),
            limit,
            ok ? 'ok' : 'stopped',
          ]),
          'None had to judge anything.',
        ),
    '## What was done',
    table(
      ['application', 'kind', 'became', 'how many'],
      report.counts.map(({ app, op, state, count }) => [app, op, state, String(count)]),
      'Nothing was planned.',
    ),
    '## Not done',
    table(
      ['application', 'person', '', 'kind', 'state', 'why'],
      report.notDone.map(({ app, person, who, op, state, said }) => [
        app,
        person,
        who,
        op,
        state,
        said ?? '',
      ]),
      'Everything was done.',
    ),
    '## Attempts that died',
    table(
      ['application', 'person', '', 'command', 'begun', 'worker', 'found afterwards'],
      report.died.map(({ app, person, who, command, at, worker, foundAfterwards }) => [
        app,
        person,
        who,
        command,
        at,
        worker,
        foundAfterwards ?? 'not known: it may have been sent',
      ]),
      'Every attempt has its end.',
    ),
    '## Who lost access',
    table(
      ['person', '', 'application', 'reason', 'account', 'found', 'done', 'at', 'request', 'by'],
      report.leavers.map(({ app, person, who, reason, vendorId, found, done, at, requestIds, by }) => [
        person,
        who,
        app,
        reason,
        vendorId ?? '',
        found,
        done,
        at ?? '',
        requestIds.join(', '),
        by,
      ]),
      'Nobody was to lose access.',
    ),
    ...attested(report),
    '## Ledger',
    report.ledger.broken === undefined
      ? `The chain of all ${report.ledger.attempts} records is whole. It ends with:`
      : `**The chain is broken** at record ${report.ledger.broken.attempt}: ${report.ledger.broken.problem}. Up to there it ends with:`,
    table(
      ['writer', 'last record', 'hash'],
      report.ledger.ends.map(({ writer, attempt, hash }) => [writer, String(attempt), hash]),
      'It is empty.',
    ),
    `Hash of this report (sha256 of its canonical JSON without the hash): \`${report.sha256}\``,
  ].join('\n\n');

const PERSONAL =
  '**Personal data.** This report names people and says what became of their access. Keep it where only those who have to can read it.';

const facts = ({ run, plan, approvals, made, madeBy }: RunReport): readonly (readonly [string, string])[] => [
  ['begun', `${run.started} by ${run.startedBy}`],
  ['ended', run.ended ?? `not over (${run.state})`],
  ['plan', `${plan.id}, made ${plan.made} by ${plan.madeBy}, sha256 ${plan.sha256}`],
  ...(plan.undoOf === undefined ? [] : ([['undoes', `run ${plan.undoOf}`]] as const)),
  [
    'feed',
    `${plan.feed.uri}, ${plan.feed.rows} rows, ${plan.feed.errors} in error, sha256 ${plan.feed.sha256}`,
  ],
  ['decided for', plan.today],
  ['configuration', `sha256 ${plan.config.sha256}, core ${plan.config.core}`],
  ...(approvals.length === 0
    ? ([['approved', 'by nobody; the configuration or the plan did not ask for it']] as const)
    : approvals.map(
        ({ by, at, people, allow, signature }) =>
          [
            'approved',
            [
              `by ${by} at ${at}${signature === undefined ? '' : ', signed'}`,
              ...(people.length === 0 ? [] : [`released: ${people.join(', ')}`]),
              ...Object.entries(allow).map(([guard, count]) => `guard ${guard} up to ${count}`),
            ].join('; '),
          ] as const,
      )),
  ['this report', `${made} by ${madeBy}`],
];

const listOf = (lines: readonly (readonly [string, string])[]): string =>
  lines.map(([name, text]) => `- ${name}: ${oneLine(text)}`).join('\n');

const attested = ({ attestation }: RunReport): readonly string[] =>
  attestation === undefined
    ? []
    : [
        '## Attestation',
        `**${oneLine(attestationText(attestation))}**`,
        table(
          ['person', '', 'application', 'access', 'found', 'account', 'asked by', 'at'],
          attestation.rows.map(({ person, who, app, access, found, vendorId, by, at }) => [
            person,
            who,
            app,
            access,
            found,
            vendorId ?? '',
            by,
            at,
          ]),
          'Nobody was read.',
        ),
      ];

const table = (head: readonly string[], rows: readonly (readonly string[])[], empty: string): string =>
  rows.length === 0 ? empty : markdown([head, head.map(() => '---'), ...rows.map((row) => row.map(cell))]);

const markdown = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `| ${row.join(' | ')} |`).join('\n');

const oneLine = (text: string): string => printable(text).replace(/\s+/g, ' ');

/** What is in a cell stays in it, and is text. */
const cell = (text: string): string => oneLine(text).replace(/[\\|`*_<>[\]]/g, '\\$&');
