import { iam } from '../__fixtures__/terminal';

describe('help on a topic', () => {
  it.each([
    ['help', 'Usage: iam [options] [command]'],
    ['help help', 'Usage: iam [options] [command]'],
    ['help -h', 'Usage: iam [options] [command]'],
    ['-h', 'Usage: iam [options] [command]'],
    ['help run', 'Usage: iam run [options]'],
    ['help test', 'Usage: iam test [options]'],
    ['test -h', 'Usage: iam test [options]'],
    ['test a -h', 'Usage: iam test [options]'],
    ['help iam-get-user', 'Usage: iam run iam-get-user '],
    ['help run iam-get-user', 'Usage: iam run iam-get-user '],
    ['iam-get-user -h', 'Usage: iam run iam-get-user '],
    ['!iam-get-user -h', 'Usage: iam run iam-get-user '],
    ['run iam-get-user user-profile=@x -h', 'Usage: iam run iam-get-user '],
    ['run --using a -h', 'Usage: iam run [options]'],
    ['config init -h', 'Usage: iam config init [options]'],
    ['help config init', 'Usage: iam config init [options]'],
    ['config -h', 'Usage: iam config [options]'],
    ['help config', 'Usage: iam config [options]'],
    ['runs resume --help', 'Usage: iam runs resume [options]'],
    ['db backup x --help', 'Usage: iam db backup [options]'],
    ['group list -h', 'Usage: iam group [options]'],
  ])('%s: is shown', async (line, usage) => {
    const { code, stdout, stderr } = await iam(line.split(' '));

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(usage);
  });

  it.each([
    ['help tset', /There is no help on tset\. Did you mean (npx )?iam help test\?/],
    ['help iam-get-usr', /Did you mean (npx )?iam help iam-get-user\?/],
    [
      'help zzzzzz',
      /There is no help on zzzzzz; (npx )?iam --help and (npx )?iam help topics list them, and (npx )?iam instances the commands/,
    ],
    ['zzzzzz -h', /There is no help on zzzzzz;/],
    ['zzzzzz --help', /There is no help on zzzzzz;/],
    ['help run iam-get-usr', /"iam-get-usr" is not a command\. Did you mean iam-get-user\?/],
    ['run iam-get-usr -h', /"iam-get-usr" is not a command\./],
    ['help test zzzzzz', /Help is on one topic;/],
    ['help jane@example.com', /^The topic is not known;/],
  ])('%s: is refused and no page is shown', async (line, message) => {
    const { code, stdout, stderr } = await iam(line.split(' '));

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('jane@');
  });
});
