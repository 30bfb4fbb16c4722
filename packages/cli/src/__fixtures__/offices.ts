/** Runs the words for people against offices of the in-memory vendor. */
import { join } from 'node:path';
import { folderWith, iam, type Circumstances, type Run } from './terminal';

const VENDOR = join(__dirname, 'people-vendor');

/** A folder with a configuration of these offices. */
export const officeFolder = (
  names: readonly string[],
  files: Readonly<Record<string, unknown>> = {},
): string =>
  folderWith({
    ...files,
    'iam.config.json': {
      instances: names.map((name) => ({ name, integration: VENDOR, params: { office: name, key: 'hush' } })),
    },
  });

export interface PersonLine {
  readonly person: string;
  readonly ok: boolean;
  readonly why?: string;
  readonly applications: readonly {
    readonly application: string;
    readonly state: string;
    readonly ok: boolean;
    readonly did?: string;
    readonly by?: string;
    readonly id?: string;
    readonly notes?: readonly string[];
    readonly failure?: { readonly message: string };
  }[];
}

export const linesOf = (stdout: string): readonly PersonLine[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PersonLine);

/** Runs a word with JSON output. */
export const word = async (
  cwd: string,
  argv: readonly string[],
  given: Circumstances = {},
): Promise<Run & { readonly people: readonly PersonLine[] }> => {
  const run = await iam([...argv, '--output', 'json'], { cwd, env: { IAM_ACTOR: 'op' }, ...given });
  return { ...run, people: run.stdout.startsWith('{') ? linesOf(run.stdout) : [] };
};

/** `Berlin active` per application. */
export const statesOf = (line: PersonLine | undefined): readonly string[] =>
  (line?.applications ?? []).map(({ application, state, did }) =>
    [application, state, ...(did === undefined ? [] : [did])].join(' '),
  );
