import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { guideText } from './guide';
import { IAM, ROOT } from './repository';

/** The rows of the table of commands: what they do, outside and inside a clone. */
const [, table = ''] = /^\|.*in the root of a clone.*\n\|[-| ]+\n((?:\|.*\n)+)/m.exec(guideText()) ?? [];
const rows = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

const commandsOf = (column: number): readonly string[] =>
  rows.flatMap((cells) => /^`(.+)`$/.exec(cells[column] ?? '')?.[1] ?? []);

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly targets?: Readonly<Record<string, object>>;
}

const jsonOf = (...path: readonly string[]): Manifest =>
  JSON.parse(readFileSync(join(...path), 'utf8')) as Manifest;

const iam = (args: readonly string[], cwd: string) =>
  spawnSync(process.execPath, [IAM, ...args], { cwd, encoding: 'utf8' });

/** The words of a command as a shell would have them. */
const wordsOf = (command: string): readonly string[] =>
  (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));

describe('the commands of the guide in a folder of one’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-guide-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const commands = commandsOf(2);
  const scripts = commands.flatMap((command) => /^npm (?:run )?(\w+)$/.exec(command)?.[1] ?? []);

  it('make the package', () => {
    const [make = ''] = commands;
    const [npx, cli, ...args] = wordsOf(make);
    expect([npx, cli]).toEqual(['npx', jsonOf(ROOT, 'packages', 'cli', 'package.json').name]);
    expect(iam([...args, '--output', folder], folder).status).toBe(0);
  });

  it.each(scripts.filter((name) => name !== 'install'))('are scripts of that package: %s', (name) => {
    expect(jsonOf(folder, 'acme-directory', 'package.json').scripts).toHaveProperty(name);
  });

  it('are these', () => {
    expect(scripts).toEqual(['install', 'build', 'typecheck', 'lint', 'test', 'docs']);
    expect(commands).toHaveLength(8);
  });
});

describe('the commands of the guide in a clone', () => {
  const commands = commandsOf(3);
  const targets = commands.flatMap((command) => /^npx nx (\w+) acme-directory$/.exec(command)?.[1] ?? []);

  it('make the package, by the command', () => {
    const [, ...args] = wordsOf(commands[0] ?? '').slice(1);
    const { status, stdout } = iam([...args, '--dry-run'], ROOT);
    expect([status, stdout.includes(join('packages', 'acme-directory', 'project.json'))]).toEqual([0, true]);
  });

  it('or by the generator', () => {
    const [, plugin, name] = /^npx nx g (\S+):(\w+) acme-directory$/.exec(commands[1] ?? '') ?? [];
    const generator = join(ROOT, 'tools', 'generator');
    expect(plugin).toBe(jsonOf(generator, 'package.json').name);
    expect(jsonOf(generator, 'generators.json')).toMatchObject({ generators: { [name ?? '']: {} } });
  });

  it.each(targets)('are targets that every new package has: %s', (target) => {
    expect(jsonOf(ROOT, 'packages', 'hello-iam-world', 'project.json').targets).toHaveProperty(target);
  });

  it('tell whether a README is stale', () => {
    const [, ...args] = wordsOf((commands.at(-1) ?? '').replace('acme-directory', 'hello-iam-world')).slice(
      1,
    );
    expect(iam(args, ROOT)).toMatchObject({ status: 0, stderr: expect.stringContaining('up to date') });
  });

  it('are these, after two scripts of the repository', () => {
    expect(targets).toEqual(['build', 'typecheck', 'lint', 'test', 'docs']);
    expect(commands).toHaveLength(8);
    const [, setup = '', build = ''] = /after `npm run (\w+)` and `npm run (\w+)`/.exec(guideText()) ?? [];
    expect(Object.keys(jsonOf(ROOT, 'package.json').scripts ?? {})).toEqual(
      expect.arrayContaining([setup, build]),
    );
  });
});
