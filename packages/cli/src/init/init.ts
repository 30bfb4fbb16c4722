import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Io } from '../terminal/io';
import { answerTo } from '../terminal/answer';
import { EXIT, UsageError, type ExitCode } from '../terminal/usage-error';
import { formatPackage } from './format-package';
import { installDependencies } from './install-dependencies';
import { monorepoOf } from '../config/monorepo';
import { deriveNames, type Names } from './names';
import { nextSteps } from './next-steps';
import { planPackage, type Plan } from './plan-package';
import { bakedSource, repositorySource, type TemplateSource } from './template-source';
import { findTemplate, namesOf, TEMPLATES, type Template } from './templates';
import { wherePackagesAre } from './where-packages-are';
import { checkFolder, writePackage } from './write-package';

export interface InitOptions {
  readonly name: string | undefined;
  readonly template: string | undefined;
  readonly output: string | undefined;
  readonly dryRun: boolean;
  readonly force: boolean;
  /** Whether the repository's dependencies are installed afterwards. */
  readonly install: boolean;
}

/** `iam init`: makes a package for a new application. */
export const runInit = async (options: InitOptions, io: Io): Promise<ExitCode> => {
  const names = await chooseNames(options.name, io);
  const template = await chooseTemplate(options.template, options.name === undefined, io);
  const plan = planPackage({ names, template, output: options.output, cwd: io.cwd }, templateSource());
  checkFolder(plan.folder, options.force);
  if (options.dryRun) {
    io.stdout.write(list(plan, io.cwd));
    io.stderr.write(`Nothing was written: ${plan.files.length} files would be.\n`);
    return EXIT.ok;
  }
  const files =
    plan.monorepo === undefined ? plan.files : await formatPackage(plan.monorepo, plan.folder, plan.files);
  writePackage(plan.folder, files, options.force);
  io.stdout.write(list(plan, io.cwd));
  if (plan.monorepo !== undefined && options.install && !installDependencies(plan.monorepo)) {
    io.stderr.write(
      'The package is written, but its dependencies could not be installed; the reason is above.\n',
    );
    return EXIT.failed;
  }
  io.stderr.write(nextSteps(plan, names, io.cwd, wherePackagesAre(__dirname)));
  return EXIT.ok;
};

/** Templates lie beside the built program; a program run from sources takes them from the repository. */
const templateSource = (): TemplateSource => {
  const baked = join(__dirname, 'templates');
  const root = monorepoOf(__dirname);
  if (existsSync(baked)) {
    return bakedSource(baked);
  }
  if (root === undefined) {
    throw new Error('the templates are not where the build puts them');
  }
  return repositorySource(root);
};

const chooseNames = async (given: string | undefined, io: Io): Promise<Names> => {
  if (given === undefined && !io.stdin.isTTY) {
    throw new UsageError('A name is needed: --name "My Integration".');
  }
  for (let typed = given; ;) {
    typed ??= await answerTo('Name of the application, for example My Integration: ', io);
    const derived = deriveNames(typed);
    if (derived.ok) {
      return derived.names;
    }
    if (given !== undefined || typed.trim() === '') {
      throw new UsageError(derived.problem);
    }
    io.stderr.write(`${derived.problem}\n`);
    typed = undefined;
  }
};

/** Prompts only when the name is prompted for as well: with `--name` the first template is the default. */
const chooseTemplate = async (given: string | undefined, isAsking: boolean, io: Io): Promise<Template> => {
  const [first] = TEMPLATES;
  if (given === undefined && !isAsking) {
    return first;
  }
  const menu = TEMPLATES.map((one) => `  ${namesOf(one)}: ${one.description}\n`).join('');
  const typed = given ?? (await answerTo(`Templates:\n${menu}Template [${first.name}]: `, io));
  const found = typed.trim() === '' && given === undefined ? first : findTemplate(typed);
  if (found === undefined) {
    throw new UsageError(
      `There is no template ${JSON.stringify(typed.slice(0, 80))}. There are:\n${menu.trimEnd()}`,
    );
  }
  return found;
};

const list = ({ folder, files }: Plan, cwd: string): string =>
  files.map(({ path }) => `${join(relative(cwd, folder) || '.', path)}\n`).join('');
