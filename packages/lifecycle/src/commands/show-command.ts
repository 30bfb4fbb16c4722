import { resolve } from 'node:path';
import * as E from 'fp-ts/Either';
import { REDACTED_PLAN } from '../plan/file/plan-kind';
import type { PlanLine } from '../plan/file/plan-line';
import { refusalText } from '../plan/file/plan-refusal';
import { readPlan } from '../plan/file/read-plan';
import { redactPlan } from '../plan/file/redact-plan';
import { whatAllows } from '../screen/what-allows';
import { CSV_HEADER, planLineRows, planLineText } from '../screen/show-plan';
import { Refused, WrongCall, type CommandContext, type ExitCode } from './command-context';
import { checkApps, didYouMean } from './known-names';
import { refuseOutputs } from './refuse-outputs';
import { say } from './say';

export interface ShowOptions {
  readonly plan: string;
  readonly person?: readonly string[];
  readonly app?: readonly string[];
  readonly csv?: true;
  readonly redact?: string;
}

/** `iam show FILE`: the lines of a plan that concern some people or applications. The whole file is checked, whatever is shown. */
export const showCommand =
  ({ plan, person = [], app = [], csv, redact }: ShowOptions) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const path = resolve(context.cwd, plan);
    if (csv === true && context.format === 'json') {
      throw new WrongCall(['--csv and --output json are two forms of one plan; ask for one of them.']);
    }
    if (redact !== undefined) {
      refuseOutputs([{ option: '--redact', named: redact, kind: REDACTED_PLAN }], context, [
        { path, what: 'the plan that is shown' },
      ]);
      const copy = await redactPlan(path, resolve(context.cwd, redact));
      if (E.isLeft(copy)) {
        throw new Refused(1, [refusalText(plan, copy.left)]);
      }
      say(
        context,
        { file: resolve(context.cwd, redact) },
        `${redact} has the plan without values of people; it can be read and not applied.`,
      );
      return 0;
    }
    if (csv === true) {
      context.out(`${CSV_HEADER}\n`);
    }
    const seen = new Set<string>();
    const names = new Set<string>();
    const read = await readPlan(path, (line) => {
      if (person.length > 0) {
        namesIn(line).forEach((name) => names.add(name));
      }
      if (concerns(line, person, app)) {
        namesIn(line).forEach((name) => seen.add(name.toLowerCase()));
        textsOf(line, context, csv).forEach((text) => context.out(`${text}\n`));
      }
    });
    if (E.isLeft(read)) {
      throw new Refused(1, [refusalText(plan, read.left)]);
    }
    if (csv !== true && context.format === 'text' && person.length + app.length === 0) {
      whatAllows(plan, read.right.guards).forEach((text) => context.out(`${text}\n`));
    }
    checkApps(app, Object.keys(read.right.sum.apps), plan);
    const unseen = person.filter((name) => !seen.has(name.toLowerCase()));
    if (unseen.length > 0) {
      throw new Refused(1, [
        ...unseen.map(
          (name) =>
            `${plan} has nothing about ${JSON.stringify(name)}${app.length === 0 ? '' : ` in ${app.join(', ')}`}${names.has(name) ? '.' : didYouMean(name, [...names]) || '.'}`,
        ),
        'Who is as they should be has no line in a plan; iam plan --explain PERSON says why.',
      ]);
    }
    return 0;
  };

/** What a person is called in a line: key and address. */
const namesIn = (line: PlanLine): readonly string[] => [
  ...('person' in line && line.person !== undefined ? [line.person] : []),
  ...('who' in line ? [line.who] : []),
];

const textsOf = (line: PlanLine, { format }: CommandContext, csv: true | undefined): readonly string[] => {
  if (csv === true) {
    return planLineRows(line);
  }
  const text = format === 'json' ? JSON.stringify(line) : planLineText(line);
  return text === undefined ? [] : [text];
};

/** Without a choice everything; with one what is about the people and the applications. */
const concerns = (line: PlanLine, people: readonly string[], apps: readonly string[]): boolean => {
  const isPerson =
    people.length === 0 ||
    ('person' in line && line.person !== undefined && people.includes(line.person)) ||
    ('who' in line && people.some((person) => person.toLowerCase() === line.who.toLowerCase()));
  const isApp = apps.length === 0 || ('app' in line && line.app !== undefined && apps.includes(line.app));
  return isPerson && isApp;
};
