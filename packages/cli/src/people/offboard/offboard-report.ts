import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { printable } from '@iam/core';
import { outputProblems } from '@iam/core/internal';
import { markdownTable } from '../../docs/markdown-table';
import { errorCodeOf } from '../../terminal/error-code';
import type { Io } from '../../terminal/io';
import { UsageError } from '../../terminal/usage-error';
import { WORD_OF_STATE, type PersonOutcome, type Step } from '../outcome';
import { reportName, reportOutputs, UNFINISHED } from './report-outputs';

interface Facts {
  readonly begun: Date;
  readonly actor: string;
  readonly outcomes: readonly PersonOutcome[];
}

export interface Report {
  readonly write: (facts: Facts) => void;
}

/**
 * Opens NAME.md and NAME.json for their owner alone, before anything is disabled. Reports that are there already are kept under the time
 * at which they were written. Throws a UsageError when they cannot be written.
 */
export const openReport = (
  named: string | undefined,
  begun: Date,
  io: Pick<Io, 'cwd' | 'stderr'>,
): Report => {
  const name = reportName(named ?? `offboard-${stampOf(begun)}`);
  const base = resolve(io.cwd, name);
  const files = [`${base}.md`, `${base}.json`] as const;
  const problems = outputProblems(reportOutputs(name), io.cwd, []);
  if (problems.length > 0) {
    throw new UsageError(problems);
  }
  try {
    files.forEach((file) => keepFormer(file, io));
  } catch (thrown) {
    throw unwritable(base, thrown);
  }
  const open = files.map((file) => {
    try {
      const descriptor = openSync(file, 'wx', 0o600);
      writeSync(
        descriptor,
        file.endsWith('.md') ? UNFINISHED : `${JSON.stringify({ unfinished: UNFINISHED.trim() })}\n`,
      );
      return descriptor;
    } catch (thrown) {
      throw unwritable(file, thrown);
    }
  });
  return {
    write: (facts) => {
      const report = reportOf(facts);
      const body = JSON.stringify(report);
      const sha256 = sha256Of(body);
      const texts = [markdownOf(report, sha256, `${name}.json`), `{"report":${body},"sha256":"${sha256}"}\n`];
      open.forEach((descriptor, index) => {
        writeWhole(descriptor, texts[index] ?? '');
      });
      io.stderr.write(
        [
          `The report is in ${name}.md and ${name}.json.\n`,
          `sha256 ${sha256Of(texts[1] ?? '')} is that of the file ${name}.json,\n`,
          `sha256 ${sha256} that of its "report" member, which both files name.\n`,
        ].join(''),
      );
    },
  };
};

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

const unwritable = (file: string, thrown: unknown): UsageError =>
  new UsageError(
    `The report ${file} cannot be written (${errorCodeOf(thrown) ?? 'unknown reason'}); nobody was disabled.`,
  );

const stampOf = (date: Date): string =>
  date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');

const keepFormer = (file: string, io: Pick<Io, 'stderr'>): void => {
  if (existsSync(file)) {
    const ending = file.endsWith('.md') ? '.md' : '.json';
    const stamp = stampOf(statSync(file).mtime);
    const plain = `${file.slice(0, -ending.length)}.${stamp}`;
    let kept = `${plain}${ending}`;
    for (let count = 2; existsSync(kept); count += 1) {
      kept = `${plain}-${count}${ending}`;
    }
    renameSync(file, kept);
    io.stderr.write(`The report that was there is kept as ${kept}.\n`);
  }
};

const writeWhole = (descriptor: number, text: string): void => {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    at += writeSync(descriptor, bytes, at, bytes.length - at, at);
  }
  fsyncSync(descriptor);
  closeSync(descriptor);
};

const reportOf = ({ begun, actor, outcomes }: Facts) => ({
  what: 'offboarding',
  begun: begun.toISOString(),
  ended: new Date().toISOString(),
  by: actor,
  closed: outcomes.every(({ ok }) => ok),
  people: outcomes.map(({ entry, ok, why, steps }) => ({
    person: entry.person.label,
    closed: ok,
    ...(why === undefined ? {} : { why }),
    applications: steps.map(lineOf),
  })),
});

type ReportData = ReturnType<typeof reportOf>;

const lineOf = ({
  application,
  account,
  closing,
  did,
  ok,
  at,
  run,
  requestIds,
  failure,
  notes,
  state,
}: Step) => ({
  application,
  found: WORD_OF_STATE[closing?.found ?? state],
  did: did === 'unchanged' ? 'was disabled already' : (did ?? 'nothing'),
  verified: closing?.verified === undefined ? 'not known' : WORD_OF_STATE[closing.verified],
  closed: ok,
  ...(account === undefined ? {} : { id: account.id, username: account.username, email: account.email }),
  ...(at === undefined ? {} : { at }),
  ...(closing?.verifiedAt === undefined ? {} : { verifiedAt: closing.verifiedAt }),
  ...(run === undefined ? {} : { run }),
  ...(requestIds === undefined || requestIds.length === 0 ? {} : { requestIds }),
  ...(closing === undefined ? {} : { groupsLeft: closing.groupsLeft, groupsKept: closing.groupsKept }),
  ...(failure === undefined ? {} : { failure: { kind: failure.kind, message: failure.message } }),
  ...(notes.length === 0 ? {} : { notes }),
});

const markdownOf = (report: ReportData, sha256: string, json: string): string =>
  `${printable(
    [
      `# Offboarding, ${report.begun}`,
      '',
      `By ${report.by}, from ${report.begun} to ${report.ended}. ${
        report.closed
          ? 'Every person is locked out at every application: each was read again afterwards.'
          : '**Not everything is closed: see the lines that say so.**'
      }`,
      ...report.people.flatMap(({ person, closed, why, applications }) => [
        '',
        `## ${person}: ${closed ? 'closed' : 'NOT CLOSED'}`,
        '',
        ...(why === undefined ? [] : [why, '']),
        markdownTable(
          [
            'Application',
            'Found',
            'Done',
            'Read again',
            'Account',
            'At (UTC)',
            'Request',
            'Groups and remarks',
          ],
          applications.map((line) => [
            line.application,
            line.found,
            line.did,
            `${line.verified}${line.verifiedAt === undefined ? '' : `, ${line.verifiedAt}`}`,
            'id' in line ? `${line.username ?? line.id} (${line.id})` : '',
            line.at ?? '',
            [...(line.requestIds ?? []), ...(line.run === undefined ? [] : [`run ${line.run}`])].join(', '),
            [...(line.notes ?? []), ...(line.failure === undefined ? [] : [line.failure.message])].join('; '),
          ]),
        ),
      ]),
      '',
      `SHA-256 of the report in ${json}: \`${sha256}\` (\`jq -cj .report ${json} | sha256sum\`)`,
    ].join('\n'),
  )}\n`;
