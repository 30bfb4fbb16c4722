import { folderWith, pretendedProcess } from '../../__fixtures__/terminal';
import { readPeopleFile } from './read-file';

const read = (text: string) => readPeopleFile('-', pretendedProcess({ stdin: text }).io);

describe('a file of people', () => {
  it('is CSV with a header; an empty cell says nothing', async () => {
    const entries = await read(
      'email,Title,employeeid\r\njane@example.com,"Head, Sales",42\r\njoe@example.com,,\r\n',
    );

    expect(entries.map(({ person, values, place }) => ({ ...person.profile, values, place }))).toEqual([
      {
        email: 'jane@example.com',
        employeeid: '42',
        values: { title: 'Head, Sales' },
        place: 'standard input, line 2',
      },
      { email: 'joe@example.com', values: {}, place: 'standard input, line 3' },
    ]);
  });

  it('is JSON Lines, in which null clears', async () => {
    const [entry] = await read('{"person":"employeeid:42","title":null,"iam_why":"it failed"}\n');

    expect(entry).toMatchObject({ person: { profile: { employeeid: '42' } }, values: { title: null } });
    expect(entry?.row).toEqual({ person: 'employeeid:42', title: null });
  });

  it('may be a list without a header', async () => {
    expect((await read('jane@example.com\njoe@example.com\n')).map(({ person }) => person.label)).toEqual([
      'jane@example.com',
      'joe@example.com',
    ]);
  });

  it('separates by what its header separates by', async () => {
    expect((await read('person;title\njane@example.com;Head, Sales\n'))[0]?.values).toEqual({
      title: 'Head, Sales',
    });
  });

  it('keeps a bad row apart from the others', async () => {
    const entries = await read(
      '{"person":"jane"}\nnonsense\n{"title":"x"}\n[1]\n{"person":"joe","title":{}}\n',
    );

    expect(entries.map(({ problem }) => problem)).toEqual([
      undefined,
      'is not JSON',
      'names nobody: person, employeeid, username, email or id is missing',
      'is not a JSON object',
      'has a value for title that is neither text nor number',
    ]);
    expect((await read('person,title\njane\njoe,Boss\n')).map(({ problem }) => problem)).toEqual([
      'has 1 cells instead of 2',
      undefined,
    ]);
  });

  it('is refused whole where the meaning of its columns is unknown', async () => {
    await expect(read('name,title\nJane,Boss\n')).rejects.toThrow('the first line must name the columns');
    await expect(read('person,title,title\nJane,Boss,x\n')).rejects.toThrow('has the column "title" twice');
    await expect(read('person,title\n"Jane,Boss\n')).rejects.toThrow('cannot be read as CSV');
    await expect(readPeopleFile('gone.csv', pretendedProcess({ cwd: folderWith({}) }).io)).rejects.toThrow(
      'gone.csv cannot be read (ENOENT)',
    );
  });
});
