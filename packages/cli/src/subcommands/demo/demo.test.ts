import { iam } from '../../__fixtures__/terminal';
import type * as Story from './demo-script';

jest.mock('./demo-script', () => ({ ...jest.requireActual<typeof Story>('./demo-script') }));

// It needs a database; process.test.ts runs all of the demonstration, and lifecycle.test.ts what its second part shows.
jest.mock('./lifecycle-demo', () => ({ tellLifecycle: () => Promise.resolve([]) }));

/** The script of the demonstration; the tests replace its steps. */
const script = jest.requireMock<{ -readonly [K in keyof typeof Story]: (typeof Story)[K] }>('./demo-script');
const story = jest.requireActual<typeof Story>('./demo-script');

afterEach(() => Object.assign(script, story));

const json = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, { Vendor?: { instanceName: string } }>);

describe('iam demo', () => {
  it('runs the script at every local vendor: each command in the documented syntax, its tables below it', async () => {
    const { code, stdout, stderr } = await iam(['demo', '--verbose']);
    const commands = stdout.match(/^!\S+/gm) ?? [];
    const vendors = new Set(stdout.match(/using="[^"]+"/g)).size;

    expect(code).toBe(0);
    expect(stderr).toBe(
      'Every step ended as it should.\nTo try the local vendors yourself: npx iam sandbox --write iam.config.json\n',
    );
    expect(commands.slice(0, 8)).toEqual([
      '!iam-create-user',
      '!iam-get-user',
      '!iam-update-user',
      '!iam-create-user',
      '!iam-disable-user',
      '!iam-get-user',
      '!iam-update-user',
      '!iam-create-group',
    ]);
    expect(commands).toHaveLength(7 + 6 * vendors);
    expect(stdout).toMatch(
      /^Jane Doe joins\n!iam-create-user user-profile=\{.*\}\n\n### Create User Results \(AWS-ILM\)\n/,
    );
    expect(stdout.match(/^### AWS .*/gm)).toEqual([
      '### AWS Create Group:',
      '### AWS Update Group:',
      '### AWS Get Group:',
      '### AWS Update Group:',
      '### AWS Get Group:',
      '### AWS Delete Group:',
    ]);
  });

  it('ends with the offboarding of the person, and its report', async () => {
    const { stdout } = await iam(['demo', '--verbose']);
    const [, end = ''] = stdout.split('$ iam offboard jane@example.com --report jane\n');

    expect(end).toContain('1 person: 6 disabled\n');
    expect(end).toContain('# Offboarding, ');
    expect(end).toContain('## jane@example.com: closed');
  });

  it('tells the story on half a screen: names of applications where one joins, and a line for each where one leaves for good', async () => {
    const { code, stdout, stderr } = await iam(['demo'], { columns: 80 });
    const lines = stdout.split('\n');

    expect(code).toBe(0);
    expect(lines.length + stderr.split('\n').length).toBeLessThanOrEqual(33);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(
      /^Jane Doe joins\n {2}!iam-create-user [^]*\n {2}✓ created at AWS, Atlassian, Hello, Okta, ServiceNow, Slack\n/,
    );
    expect(stdout).toMatch(/She leaves\n.*\n {2}✓ disabled at all 6 applications\n/);
    expect(stdout).toMatch(/ {2}✓ created, Jane in, 1 member, out, empty, deleted, at all 6 applications\n/);
    expect(stdout.match(/^ {2}\w+ +✓ disabled/gm)).toHaveLength(6);
    expect(stdout).toMatch(
      / {2}1 person: 6 disabled\n {2}The report is in jane\.md and jane\.json, which the demonstration takes away\.\n/,
    );
  });

  it('tells what an offboarding that does not close every account ended with', async () => {
    script.ADDRESS = 'jim@example.com';
    const { code, stderr } = await iam(['demo'], { columns: 80 });

    expect(code).toBe(1);
    expect(stderr).toContain('iam offboard jim@example.com --report jane ended with 1 instead of 0.\n');
  });

  it('names the failure where a step fails', async () => {
    script.userSteps = story.userSteps.slice(1, 2);
    script.groupSteps = [
      { title: 'Nobody', what: 'nobody', line: () => '!iam-get-group scim={"id":"nobody"}' },
    ];
    const { code, stdout } = await iam(['demo']);

    expect(code).toBe(1);
    expect(stdout).toMatch(/Hello +– not there\n/);
  });

  it('prints nothing but documents with --output json', async () => {
    const { stdout } = await iam(['demo', '--output', 'json']);
    const first = json(stdout)[0];

    expect(first?.['IAM']?.Vendor?.instanceName).toBe('AWS');
  });

  it('fails when a result is not the expected one', async () => {
    script.userSteps = story.userSteps.slice(0, 1).map((step) => ({ ...step, active: false }));
    script.groupSteps = story.groupSteps.slice(0, 3).map((step) => ({ ...step, members: 2 }));
    const { code, stderr } = await iam(['demo', '--output', 'json']);

    expect(code).toBe(1);
    expect(stderr).toContain(
      'Jane Doe joins: iam-create-user at AWS ended created, active true instead of created, active false\n',
    );
    expect(stderr).toContain('Who is in it?: iam-get-group at AWS ended 1 members instead of 2\n');
    expect(stderr).toMatch(/\d+ results are not what they should be\.\n$/);
  });

  it('fails when a command fails', async () => {
    script.userSteps = story.userSteps.slice(1, 2);
    script.groupSteps = [
      { title: 'Nobody', what: 'nobody', line: () => '!iam-get-group scim={"id":"nobody"}' },
    ];
    const { code, stderr } = await iam(['demo', '--output', 'json']);

    expect(code).toBe(1);
    expect(stderr).toContain('Who is she there?: iam-get-user at AWS ended failed');
    expect(stderr).toContain('Nobody: iam-get-group at AWS ended failed (Group Not Found)\n');
  });
});
