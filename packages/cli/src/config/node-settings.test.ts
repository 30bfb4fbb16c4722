import { iam } from '../__fixtures__/terminal';

describe('Node.js that prints credentials', () => {
  it.each([
    ['NODE_DEBUG', 'http'],
    ['NODE_DEBUG', 'https'],
    ['NODE_DEBUG', 'timer,NET'],
    ['NODE_DEBUG', '*'],
    ['NODE_DEBUG_NATIVE', 'HTTP2SESSION'],
  ])('is refused with what to unset: %s=%s', async (variable, value) => {
    for (const argv of [[], ['--version'], ['instances'], ['!test-module']]) {
      const { code, stdout, stderr } = await iam(argv, { env: { [variable]: value } });

      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(
        new RegExp(`^iam does not start with ${variable}=\\S+: .* Unset it \\(unset ${variable}\\)`),
      );
    }
  });

  it('is accepted when it prints something else', async () => {
    expect(await iam(['--version'], { env: { NODE_DEBUG: 'timer,module' } })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

describe('NODE_OPTIONS that expose the memory', () => {
  it.each([
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--heapsnapshot-signal=SIGUSR2',
    '--heap_prof',
    '--tls-keylog=x',
  ])('cause a warning: %s', async (option) => {
    const { code, stderr } = await iam(['--version'], { env: { NODE_OPTIONS: `--no-warnings ${option}` } });

    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: NODE_OPTIONS has --\S+: credentials can be read from the memory/);
  });

  it.each([undefined, '', '--no-warnings', '--max-old-space-size=99', '--report-on-signal'])(
    'are others than %s',
    async (options) => {
      const env = options === undefined ? {} : { NODE_OPTIONS: options };

      expect(await iam(['--version'], { env })).toMatchObject({ code: 0, stderr: '' });
    },
  );
});
