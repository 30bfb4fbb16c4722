/** What a person sees at a terminal, whole screens of the built command at two widths. `jest -u` takes a new look over. */
import { startSandbox } from '@iam/sandbox';
import { folderWith } from './__fixtures__/terminal';
import { iamAtTerminal } from './__fixtures__/pseudo-terminal';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

let sandbox: Sandbox;
let cwd: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  cwd = folderWith({ 'iam.config.json': sandbox.config });
});
afterAll(() => sandbox.close());

/** Ids and times are new in every run; their lengths are not. */
const steady = (text: string): string =>
  text
    .replaceAll(
      /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b|\b00u\w{17}\b|\bU0\w{9}\b/g,
      (id) => id.replaceAll(/\w/g, 'x'),
    )
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replaceAll('npx iam', 'iam');

describe.each([80, 200])('a terminal of %i columns', (columns) => {
  const person = `user-profile={"email":"jane.${columns}@example.com","givenname":"Jane","surname":"Doe"}`;
  const screen = async (argv: readonly string[], where = cwd) => {
    const { code, text } = await iamAtTerminal(argv, { columns, cwd: where });
    return { code, text: steady(text), lines: text.split('\n').length - 1 };
  };

  it.each([
    ['a joiner', ['iam-create-user', person]],
    ['who it is', ['iam-get-user', person]],
    ['a leaver', ['iam-disable-user', person]],
    ['a leaver for the second time', ['iam-disable-user', person]],
    ['nobody', ['iam-get-user', 'user-profile={"email":"nobody@example.com"}']],
    ['the connections', ['test']],
  ])('shows %s on one screen', async (_what, argv) => {
    const { code, text, lines } = await screen(argv);

    expect(text).toMatchSnapshot();
    expect(lines).toBeLessThanOrEqual(24);
    expect([0, 1]).toContain(code);
  });

  it('shows what failed, in the only colour', async () => {
    const { instances } = sandbox.config;
    const [one, other] = instances;
    const wrong = { ...other, params: { ...other?.params, accessToken: 'of somebody else' } };
    const config = { instances: [one, wrong] };
    const { code, text } = await screen(['iam-get-user', person], folderWith({ 'iam.config.json': config }));

    expect(code).toBe(1);
    expect(text).toMatchSnapshot();
  });

  it('shows a topic of the help', async () => {
    expect((await screen(['help', 'quoting'])).text).toMatchSnapshot();
  });

  it('shows the demonstration, in about sixty lines', async () => {
    const { code, text } = await screen(['demo']);
    // What follows has dates and numbers of plans, and is not about the screen.
    const [story = '', lifecycle = ''] = text.split('The lifecycle:');

    expect(code).toBe(0);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(65);
    expect(lifecycle.split('\n').length).toBeLessThanOrEqual(40);
    expect(text.split('\n').filter((line) => line.length > columns)).toEqual([]);
    expect(story).toMatchSnapshot();
  });
});

describe('the shell at a terminal', () => {
  it('completes, remembers what is no secret, and shows the last context', async () => {
    const state = folderWith({});
    const call = { columns: 80, cwd, env: { XDG_STATE_HOME: state } };
    const first = await iamAtTerminal(['shell'], {
      ...call,
      typed: [
        ['iam> ', 'iam-get-us'],
        ['iam-get-us', '\t'],
        ['er', ' user-profile={\r'],
        ['...> ', '"email": "nobody@example.com"} --using "AWS-ILM_instance_1"\r'],
        ['1 not found', '.json\r'],
        ['"errorCode":404', 'iam-get-user user-profile={"email": "a@b.example", "password": "hush"}\r'],
        ['6 not found', '.exit\r'],
      ],
    });
    // The arrow goes back to what was typed in the shell before.
    const second = await iamAtTerminal(['shell'], {
      ...call,
      typed: [
        ['iam> ', '\u001b[A'],
        ['iam-get-user', '\r'],
        ['1 not found', '\u0004'],
      ],
    });

    expect(first).toMatchObject({ code: 0 });
    expect(first.text).toContain('AWS-ILM_instance_1  – not there');
    expect(second.text).toContain('AWS-ILM_instance_1  – not there');
    expect(second.text).not.toContain('hush');
  });

  it('empties the line on Ctrl-C, and ends with Ctrl-D', async () => {
    const { code, text } = await iamAtTerminal(['shell'], {
      columns: 80,
      cwd,
      env: { XDG_STATE_HOME: folderWith({}) },
      typed: [
        ['iam> ', 'nonsense'],
        ['nonsense', '\u0003'],
        ['iam> ', '\u0004'],
      ],
    });

    expect(code).toBe(0);
    expect(text).not.toContain('unknown command');
  });
});
