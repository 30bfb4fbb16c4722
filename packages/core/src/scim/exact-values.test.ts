import { jsonText } from '../codec/json/json-text';
import { toContext } from '../render/context';
import { toMarkdown } from '../render/markdown';
import { listText, rawScim } from './__fixtures__/raw-scim';

const BIG = '12345678901234567891';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Creates what the profile says and answers with it, so that the reply is about the same person. */
const createWith = async (profile: string, options: Parameters<typeof rawScim>[1] = {}) => {
  const server = rawScim(({ method, body }) => {
    return method === 'GET' ? listText() : `{"id":"u-1",${body.slice(1)}`;
  }, options);
  const result = await server.instance.runByName('iam-create-user', { 'user-profile': profile });
  return { result, body: server.written()[0] ?? '' };
};

describe('numbers of a profile', () => {
  it.each([BIG, '4711', '1.50', '1e3', '-0', '0.1', '9007199254740993'])(
    '%s is sent as that text',
    async (number) => {
      const { result, body } = await createWith(
        `{"username":"ann","employeeid":${number},"zipcode":${number},"employeenumber":${number}}`,
      );

      expect(result.failure).toBeUndefined();
      expect(JSON.parse(body)).toMatchObject({
        userName: 'ann',
        externalId: number,
        addresses: [{ postalCode: number }],
        [ENTERPRISE]: { employeeNumber: number },
      });
    },
  );

  it.each([BIG, '4711', '1.50'])('%s may be given in the vendor’s own vocabulary', async (number) => {
    const { body } = await createWith(
      `{"userName":${number},"externalId":${number},"addresses":[{"type":"work","postalCode":${number}}],"phoneNumbers":${number}}`,
    );

    expect(JSON.parse(body)).toMatchObject({
      userName: number,
      externalId: number,
      addresses: [{ type: 'work', postalCode: number }],
      phoneNumbers: [{ value: number }],
    });
  });

  it('are searched with their digits as written', async () => {
    const { instance, sent } = rawScim(() => listText());
    await instance.runByName('iam-get-user', { 'user-profile': `{"username":${BIG}}` });
    await instance.runByName('iam-get-user', { 'user-profile': `{"id":${BIG}}` });

    expect(sent.map(({ target }) => target)).toEqual([`/Users?filter=userName eq "${BIG}"`, `/Users/${BIG}`]);
  });

  it('keep their digits through a mapper file, in texts and in the JSON it builds', async () => {
    const field = (root: string, prefix?: string) => ({
      complex: {
        root,
        transformers:
          prefix === undefined
            ? []
            : [
                {
                  operator: 'concat',
                  args: {
                    prefix: { value: { simple: prefix } },
                    suffix: { value: { simple: prefix.includes('{') ? '}]' : '' } },
                  },
                },
                ...(prefix.includes('{') ? [{ operator: 'ParseJSON' }] : []),
              ],
      },
    });
    const mapperOut = JSON.stringify({
      type: 'mapping-outgoing',
      mapping: {
        'User Profile': {
          internalMapping: {
            userName: field('username'),
            externalId: field('employeeid'),
            title: field('employeeid', 'No. '),
            phoneNumbers: field('employeeid', '[{"type":"work","value":'),
          },
        },
      },
    });
    const { result, body } = await createWith(`{"username":"ann","employeeid":${BIG}}`, { mapperOut });

    expect(result.failure).toBeUndefined();
    expect(JSON.parse(body)).toMatchObject({
      externalId: BIG,
      title: `No. ${BIG}`,
      phoneNumbers: [{ type: 'work', value: BIG }],
    });
  });

  it.each([BIG, '7', '7.5'])('%s is sent as the number where the vendor declares one', async (number) => {
    const { body } = await createWith(`{"username":"ann","grade":${number}}`, {
      numberAttributes: ['grade'],
    });

    expect(body).toContain(`"grade":${number},`);
  });

  it('are shown with their digits as given', async () => {
    const { result } = await createWith(`{"username":"ann","employeeid":${BIG},"zipcode":10115}`);

    expect(jsonText(toContext(result))).toContain(
      `"UserProfile":{"username":"ann","employeeid":${BIG},"zipcode":10115}`,
    );
  });

  it.each([[2 ** 53], [1e300]])('%p of a program may have lost digits and is refused', async (employeeid) => {
    const { instance, sent } = rawScim(() => listText());
    const result = await instance.runByName('iam-create-user', {
      'user-profile': { username: 'ann', employeeid },
    });

    expect(result.failure).toMatchObject({
      kind: 'invalid-input',
      message: expect.stringContaining('employeeid') as string,
    });
    expect(sent).toEqual([]);
  });
});

describe('numbers of a reply', () => {
  const record = `{"id":${BIG},"userName":12345,"active":true,"badge":9007199254740993,"ratio":0.10}`;

  it('are shown with their digits as received, with ids and names as text', async () => {
    const { instance } = rawScim(() => listText(record));
    const result = await instance.runByName('iam-get-user', { 'user-profile': '{"username":"12345"}' });
    const json = jsonText(toContext(result));

    expect(result).toMatchObject({ status: 'done', vendor: { id: BIG, username: '12345' } });
    expect(json).toContain(
      `"details":{"id":${BIG},"userName":12345,"active":true,"badge":9007199254740993,"ratio":0.1}`,
    );
    expect(toMarkdown(result)).toContain('9007199254740993');
    // What a program gets is plain JSON data with every digit.
    expect(JSON.stringify(result)).toContain('"badge":"9007199254740993"');
  });

  it('keep their digits when a whole record is sent back', async () => {
    const { instance, written } = rawScim(({ method }) => (method === 'GET' ? listText(record) : record), {
      dialect: { update: 'put' },
    });
    await instance.runByName('iam-update-user', { 'user-profile': '{"username":"12345","title":"Boss"}' });

    expect(written()[0]).toContain('"badge":9007199254740993');
    expect(written()[0]).toContain(`"id":${BIG}`);
  });

  it('match the person with that key', async () => {
    const person = `{"id":${BIG},"userName":"ann","externalId":${BIG},"active":true}`;
    const { instance } = rawScim(({ method }) =>
      method === 'GET' ? listText(person) : person.replace('true', 'false'),
    );
    const result = await instance.runByName('iam-disable-user', {
      'user-profile': `{"employeeid":"${BIG}"}`,
    });

    expect(result).toMatchObject({ status: 'done', vendor: { id: BIG, active: false } });
  });

  it('are ids of groups and members', async () => {
    const { instance } = rawScim(
      () => `{"id":${BIG},"displayName":2024,"members":[{"value":${BIG}},{"value":7},"u-8"]}`,
    );
    const result = await instance.runByName('iam-get-group', { scim: `{"id":${BIG}}` });

    expect(result).toMatchObject({
      status: 'done',
      group: { id: BIG, displayName: '2024', members: [{ value: BIG }, { value: '7' }, { value: 'u-8' }] },
    });
  });
});

describe('numbers of a group command', () => {
  it('are ids with their digits as written', async () => {
    const { instance, written } = rawScim(() => '{"id":"g-1","displayName":"Staff"}');
    await instance.runByName('iam-update-group', { scim: '{"id":"g-1"}', memberIdsToAdd: `[${BIG},42]` });

    expect(written()[0]).toContain(`"value":[{"value":"${BIG}"},{"value":"42"}]`);
  });

  it('become texts in a new group', async () => {
    const { instance, written } = rawScim(({ body }) => `{"id":"g-1",${body.slice(1)}`);
    await instance.runByName('iam-create-group', {
      scim: `{"displayName":2024,"externalId":${BIG},"members":[{"value":${BIG}}]}`,
    });

    expect(JSON.parse(written()[0] ?? '')).toMatchObject({
      displayName: '2024',
      externalId: BIG,
      members: [{ value: BIG }],
    });
  });
});
