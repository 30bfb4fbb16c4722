import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iam } from '../../__fixtures__/terminal';
import { officeFolder, statesOf, word } from '../../__fixtures__/offices';
import { down, office } from '../../__fixtures__/people-vendor';

const jane = {
  login: 'jane@example.com',
  mail: 'jane@example.com',
  first: 'Jane',
  last: 'Doe',
  shown: 'Jane Doe',
  number: '42',
  active: true,
};

describe('iam disable and iam enable', () => {
  it('end and give access where there is an account, and are safe to repeat', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    office('Paris');
    const cwd = officeFolder(['Berlin', 'Paris']);
    const first = await word(cwd, ['disable', 'jane@example.com']);
    const second = await word(cwd, ['disable', 'jane@example.com']);
    const back = await word(cwd, ['enable', 'employeeid:42']);

    expect([first.code, second.code, back.code]).toEqual([0, 0, 0]);
    expect(statesOf(first.people[0])).toEqual(['Berlin disabled disabled', 'Paris not there']);
    expect(statesOf(second.people[0])).toEqual(['Berlin disabled unchanged', 'Paris not there']);
    expect(statesOf(back.people[0])).toEqual(['Berlin active enabled', 'Paris not there']);
    expect(berlin.writes).toEqual(['disableUser b1', 'enableUser b1']);
  });

  it('refuse accounts of one name whose employee ids contradict, with --yes as well', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const paris = office('Paris', [{ ...jane, id: 'p1', number: '77' }]);
    const { code, people } = await word(officeFolder(['Berlin', 'Paris']), [
      'disable',
      'jane@example.com',
      '--yes',
    ]);

    expect(code).toBe(1);
    expect(people[0]?.why).toContain('employee ids 42 (Berlin) and 77 (Paris)');
    expect([...berlin.writes, ...paris.writes]).toEqual([]);
  });

  const eleven = Array.from({ length: 11 }, (_, index) => `p${index}@example.com`);
  const crowd = () =>
    office(
      'Berlin',
      eleven.map((mail, index) => ({ id: `b${index}`, login: mail, mail, active: true })),
    );

  it('ask before more than ten lose their access, with the names', async () => {
    const berlin = crowd();
    const cwd = officeFolder(['Berlin'], { 'leavers.csv': `person\n${eleven.join('\n')}\n` });
    const refused = await word(cwd, ['disable', '--from', 'leavers.csv'], { isTTY: true, answer: 'n' });
    const unasked = await word(cwd, ['disable', '--from', 'leavers.csv'], { stdin: 'y\ny\n' });
    const fromInput = await word(cwd, ['disable', '--from', '-'], {
      isTTY: true,
      answer: 'y',
      stdin: eleven.join('\n'),
    });

    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('  p10@example.com\n');
    expect(refused.questions).toEqual(['Disable these 11 people? [y/N] ']);
    expect([unasked.code, fromInput.code]).toEqual([2, 2]);
    expect(unasked.stderr).toContain('never takes standard input for a yes');
    expect(berlin.writes).toEqual([]);

    expect((await word(cwd, ['disable', '--from', 'leavers.csv'], { isTTY: true, answer: 'y' })).code).toBe(
      0,
    );
    expect(berlin.writes).toHaveLength(11);
  });

  it('do what can be done, and leave in the result file what cannot', async () => {
    const berlin = office('Berlin', [
      { ...jane, id: 'b1' },
      { id: 'b2', login: 'joe', active: true },
    ]);
    const cwd = officeFolder(['Berlin'], { 'leavers.csv': 'person,note\njane@example.com,x\n,y\njoe,z\n' });
    let calls = 0;
    berlin.faults.set('disableUser', () => {
      calls += 1;
      if (calls === 2) {
        down();
      }
    });
    const first = await word(cwd, ['disable', '--from', 'leavers.csv', '--results', 'again.jsonl']);
    const left = readFileSync(join(cwd, 'again.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, string>);

    expect(first.code).toBe(1);
    expect(first.people.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(left.map(({ person, note }) => [person, note])).toEqual([
      ['', 'y'],
      ['joe', 'z'],
    ]);
    expect(left[1]?.['iam_why']).toContain('ECONNREFUSED');

    berlin.faults.clear();
    const second = await word(cwd, ['disable', '--from', 'again.jsonl', '--results', 'again.jsonl']);
    expect(second.people.map(({ person, ok }) => [person, ok])).toEqual([
      ['(nobody named)', false],
      ['joe', true],
    ]);
    expect(berlin.people.get('b2')?.active).toBe(false);
  });

  it('begin nothing when the result file cannot be written', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const { code, stderr } = await word(officeFolder(['Berlin']), [
      'disable',
      'jane@example.com',
      '--results',
      'no/such/folder',
    ]);

    expect(code).toBe(2);
    expect(stderr).toContain('cannot be written (ENOENT); nothing was sent.');
    expect(berlin.writes).toEqual([]);
  });
});

describe('iam set', () => {
  it('changes accounts, creates none and enables none', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1', active: false }]);
    const paris = office('Paris');
    const { code, people } = await word(officeFolder(['Berlin', 'Paris']), [
      'set',
      'jane@example.com',
      'title=$(touch x); `id`',
      "surname=O'Connor",
    ]);

    expect(code).toBe(0);
    expect(statesOf(people[0])).toEqual(['Berlin disabled updated', 'Paris not there']);
    expect(berlin.people.get('b1')).toMatchObject({
      job: '$(touch x); `id`',
      last: "O'Connor",
      shown: "Jane O'Connor",
      active: false,
    });
    expect(paris.writes).toEqual([]);
  });

  it.each([
    [['active=true'], 'iam enable and iam disable'],
    [['email=x@example.com'], 'iam rename OLD NEW'],
    [['titel=Boss'], 'Did you mean title?'],
    [['title=“Boss”'], 'U+201C'],
    [['title=a', 'title=b'], 'title is given twice'],
  ])('refuses %j', async (values, problem) => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const { code, stderr } = await word(officeFolder(['Berlin']), ['set', 'jane@example.com', ...values]);

    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(berlin.writes).toEqual([]);
  });

  it('leaves out columns of a file that no application has, with a warning, and refuses the rest by row', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const cwd = officeFolder(['Berlin'], {
      'movers.csv': 'person,title,hiredate\njane@example.com,Boss,2026-01-01\n',
      'odd.csv': 'person,active\njane@example.com,true\n',
    });
    const { code, stderr } = await word(cwd, ['set', '--from', 'movers.csv']);
    const odd = await word(cwd, ['set', '--from', 'odd.csv']);

    expect(code).toBe(0);
    expect(stderr).toContain('no application has hiredate; these columns are left out');
    expect(berlin.people.get('b1')?.job).toBe('Boss');
    expect(odd.people[0]?.why).toContain('iam enable and iam disable');
  });
});

describe('iam add', () => {
  it('creates accounts where there are none, and is safe to repeat', async () => {
    const berlin = office('Berlin');
    const paris = office('Paris', [{ ...jane, id: 'p1' }]);
    const cwd = officeFolder(['Berlin', 'Paris']);
    const argv = ['add', 'jane@example.com', 'givenname=Jane', 'surname=Doe', 'employeeid=42'];
    const first = await word(cwd, argv);
    const second = await word(cwd, argv);

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(statesOf(first.people[0])).toEqual(['Berlin active created', 'Paris active unchanged']);
    expect(statesOf(second.people[0])).toEqual(['Berlin active unchanged', 'Paris active unchanged']);
    expect(berlin.writes).toEqual(['createUser Berlin-1']);
    expect(paris.writes).toEqual([]);
  });

  it('neither enables nor otherwise changes an account that is there, and creates no second one', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1', active: false }]);
    const paris = office('Paris', [{ ...jane, id: 'p1', first: 'Janet' }]);
    const cwd = officeFolder(['Berlin', 'Paris']);
    const same = await word(cwd, ['add', 'jane@example.com', 'givenname=Jane']);
    const rome = office('Rome');
    const other = await word(officeFolder(['Berlin', 'Rome']), ['add', 'jane@example.com', 'employeeid=77']);

    expect(same.code).toBe(1);
    expect(same.people[0]?.applications.map(({ notes }) => notes?.[0])).toEqual([
      expect.stringContaining('there already, and disabled. Next: iam enable'),
      expect.stringContaining('there already, and differs in first'),
    ]);
    expect(other.code).toBe(1);
    expect([...berlin.writes, ...paris.writes, ...rome.writes]).toEqual([]);
  });
});

describe('a value that leads to no record', () => {
  it.each(['set', 'add'])('was asked for and is not written: the exit of iam %s is 1', async (name) => {
    const berlin = office('Berlin', name === 'set' ? [{ ...jane, id: 'b1' }] : []);
    const { code, people } = await word(officeFolder(['Berlin']), [
      name,
      'jane@example.com',
      'title=Boss',
      'manageremailaddress=nobody@example.com',
    ]);

    expect(code).toBe(1);
    expect(people[0]?.applications[0]).toMatchObject({
      ok: false,
      did: name === 'set' ? 'updated' : 'created',
      notes: [expect.stringContaining('No record is found by manageremailaddress "nobody@example.com"')],
    });
    expect(berlin.writes).toHaveLength(1);
  });
});

describe('words that stand apart', () => {
  it.each([
    [['set', 'jane@example.com', 'title', '=', 'Boss'], 'no blank: title=Boss'],
    [['set', 'jane@example.com', 'title', '=Boss'], 'no blank: title=Boss'],
    [['add', 'jane@example.com', 'title=', 'Boss'], 'no blank: title=Boss'],
    [['set', 'jane@example.com'], 'Nothing is given to set, so nothing was asked'],
  ])('are one mistake, and no people to look for: %j', async (argv, message) => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const { code, stderr } = await word(officeFolder(['Berlin']), argv);

    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(berlin.reads).toEqual([]);
  });

  it('are none where a key is cleared before others', async () => {
    office('Berlin', [{ ...jane, id: 'b1' }]);
    const argv = ['set', 'title=', 'jane@example.com', 'surname=', 'givenname=Jo'];

    expect((await word(officeFolder(['Berlin']), argv)).people).toHaveLength(1);
  });
});

describe('the summary', () => {
  const summaryOf = (cwd: string, argv: readonly string[]) =>
    iam([...argv, '--output', 'summary'], { cwd, isTTY: true });

  it('of a refused change shows how the accounts are, and none as changed', async () => {
    office('Berlin', [
      { ...jane, id: 'b1', active: false },
      { ...jane, id: 'b2', login: 'joe@example.com', mail: 'joe@example.com', number: '43' },
    ]);
    const { stdout, stderr } = await summaryOf(officeFolder(['Berlin']), [
      'rename',
      'jane@example.com',
      'joe@example.com',
    ]);

    expect(stdout).toContain('○ disabled');
    expect(stdout).not.toContain('✗');
    expect(stderr).toContain('1 person: 1 refused');
  });

  it('of a person named by number has the name of the account', async () => {
    office('Berlin', [{ ...jane, id: 'b1' }]);
    const { stdout } = await summaryOf(officeFolder(['Berlin']), ['disable', 'employeeid:42', '--dry-run']);

    expect(stdout).toContain('employeeid:42 (jane@example.com)');
  });
});

describe('iam rename', () => {
  it('changes address, user name and derived display name, and is safe to repeat', async () => {
    const berlin = office('Berlin', [{ ...jane, id: 'b1' }]);
    const paris = office('Paris', [{ ...jane, id: 'p1', login: 'jdoe', shown: 'JD' }]);
    const cwd = officeFolder(['Berlin', 'Paris']);
    const argv = ['rename', 'jane@example.com', 'jane.dale@example.com', 'surname=Dale'];
    const first = await word(cwd, argv);
    const second = await word(cwd, argv);

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(statesOf(first.people[0])).toEqual(['Berlin active renamed', 'Paris active renamed']);
    expect(berlin.people.get('b1')).toMatchObject({
      login: 'jane.dale@example.com',
      mail: 'jane.dale@example.com',
      last: 'Dale',
      shown: 'Jane Dale',
    });
    expect(paris.people.get('p1')).toMatchObject({
      login: 'jdoe',
      mail: 'jane.dale@example.com',
      shown: 'JD',
    });
    expect(berlin.writes).toEqual(['updateUser b1']);
  });

  it('does not give a person the name of another account', async () => {
    const berlin = office('Berlin', [
      { ...jane, id: 'b1' },
      { id: 'b2', login: 'jane.dale@example.com', mail: 'jane.dale@example.com', active: true },
    ]);
    const { code, people } = await word(officeFolder(['Berlin']), [
      'rename',
      'jane@example.com',
      'jane.dale@example.com',
    ]);

    expect(code).toBe(1);
    expect(people[0]?.why).toContain('jane.dale@example.com is the name of another account at Berlin (b2)');
    expect(berlin.writes).toEqual([]);
  });
});
