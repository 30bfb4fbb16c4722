import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser, type From } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';

const folder = join(__dirname, '..');
const text = readFileSync(join(folder, 'Dockerfile'), 'utf8');
const parsed = DockerfileParser.parse(text);
const instructions = parsed.getInstructions();
const keywords = instructions.map((one) => one.getKeyword());
/** The instructions of the last stage: what is shipped. */
const shipped = instructions.slice(keywords.lastIndexOf('FROM'));

const last = (keyword: string): string | undefined =>
  shipped
    .filter((one) => one.getKeyword() === keyword)
    .at(-1)
    ?.getArgumentsContent() ?? undefined;

describe('the Dockerfile', () => {
  it('has no mistake that the linter finds', () => {
    expect(validate(text)).toEqual([]);
  });

  it('is made from the Node.js that the repository is developed on, of a named release of the system', () => {
    const node = readFileSync(join(folder, '..', '..', '.nvmrc'), 'utf8').trim();
    const images = parsed.getFROMs().map((from: From) => from.getImage());
    expect(new Set(images)).toEqual(new Set([`node:${node}-bookworm-slim`]));
  });

  it('ships an image that runs as a user, with its command as a list', () => {
    expect(last('USER')).toBe('node');
    expect(JSON.parse(last('ENTRYPOINT') ?? '')).toEqual(['iam']);
    expect(JSON.parse(last('CMD') ?? '')).toEqual(['--help']);
  });

  it('ships what was deployed and nothing of the sources, and runs nothing while it is put together', () => {
    const copied = shipped.filter((one) => one.getKeyword() === 'COPY');
    expect(copied.map((one) => one.getArguments().map((argument) => argument.getValue())[0])).toEqual([
      '/opt/iam',
      '/opt/empty',
      '/opt/empty',
    ]);
    expect(shipped.map((one) => one.getKeyword())).not.toContain('RUN');
  });

  it('takes no argument and no variable that could be a secret, and nothing from elsewhere', () => {
    expect(keywords).not.toContain('ARG');
    expect(keywords).not.toContain('ADD');
    const names = parsed.getENVs().flatMap((env) => env.getProperties().map((one) => one.getName()));
    expect(names).toEqual(['NODE_ENV', 'PATH', 'IAM_DATA_DIR', 'XDG_CACHE_HOME']);
  });

  it('keeps the database where a volume is', () => {
    const data = last('VOLUME') ?? '';
    const kept = parsed
      .getENVs()
      .flatMap((env) => env.getProperties())
      .find((one) => one.getName() === 'IAM_DATA_DIR');
    expect(kept?.getValue()?.startsWith(`${data}/`)).toBe(true);
  });
});

describe('its ignore file', () => {
  it('leaves out everything that git does, and the history', () => {
    const lines = (file: string): readonly string[] =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.replace(/^\*\*\/|^\/|\/$/g, ''));
    const ignored = lines(join(folder, 'Dockerfile.dockerignore'));
    expect(ignored).toEqual(expect.arrayContaining(lines(join(folder, '..', '..', '.gitignore'))));
    expect(ignored).toContain('.git');
  });
});
