// An integration of one's own: an application with a REST API, in one file. Usage: own-vendor jane.doe@example.com
// docs/writing-a-vendor.md goes on from here: groups, mappers, errors, and the tests that show it keeps the contract.
import {
  createInstance,
  defineIntegration,
  defineMapper,
  field,
  path,
  toMarkdown,
  type IAMUserAppData,
} from '@iam/core';
import * as t from 'io-ts';

/** What is read of a reply; whatever else is in it stays in `details`. */
const Person = t.type({ user_id: t.string, user_name: t.string, email: t.string, active: t.boolean });
const OnePerson = t.type({ result: Person });
const People = t.type({ result: t.array(Person) });

const toUser = (person: t.TypeOf<typeof Person>): IAMUserAppData => ({
  id: person.user_id,
  username: person.user_name,
  email: person.email,
  active: person.active,
  details: person,
});

const directory = defineIntegration({
  brand: 'Staff Directory',
  config: {
    url: field.url('Base URL'),
    username: field.text('Username'),
    password: field.secret('Password'),
  },
  connection: ({ url, username, password }) => ({ baseUrl: `${url}/api/now`, basic: { username, password } }),
  lookupBy: ['email'],
  mappers: {
    outgoing: defineMapper({
      name: 'Staff Directory (Outgoing)',
      direction: 'outgoing',
      fields: { user_name: 'email', email: 'email', first_name: 'givenname', last_name: 'surname' },
    }),
    incoming: defineMapper({
      name: 'Staff Directory (Incoming)',
      direction: 'incoming',
      fields: { Email: 'email', 'Given Name': 'first_name', Surname: 'last_name' },
    }),
  },
  attributes: ['user_name', 'email', 'first_name', 'last_name'],
  errorMessage: (body) =>
    t.type({ error: t.type({ message: t.string }) }).is(body) ? body.error.message : undefined,
  // Only requests: core looks, compares, retries what may be retried, and says what happened.
  client: ({ http }) => {
    const change = async ({ id }: IAMUserAppData, body: object): Promise<IAMUserAppData> =>
      toUser((await http.patch(path`users/${id}`, { body, reply: OnePerson })).result);
    return {
      testConnection: async () => {
        await http.get(path`test`);
      },
      getUser: async ({ attribute, value }) =>
        (await http.get(path`users`, { query: { [attribute]: value }, reply: People })).result.map(toUser),
      createUser: async (data, { active }) =>
        toUser((await http.post(path`users`, { body: { ...data, active }, reply: OnePerson })).result),
      updateUser: (user, changes, { activate }) =>
        change(user, { ...changes, ...(activate ? { active: true } : {}) }),
      enableUser: (user) => change(user, { active: true }),
      disableUser: (user) => change(user, { active: false }),
      getAppFields: async () => ({ email: 'Address', first_name: 'Given name', last_name: 'Surname' }),
    };
  },
});

const [email = ''] = process.argv.slice(2);
const instance = createInstance(
  directory,
  { url: 'env:DIRECTORY_URL', username: 'env:DIRECTORY_USER', password: 'env:DIRECTORY_PASSWORD' },
  { name: 'Directory' },
);
const profile = { email, givenname: 'Jane', surname: 'Doe' };
void instance.run('iam-create-user', { 'user-profile': profile }).then((result) => {
  console.log(toMarkdown(result));
  process.exitCode = result.status === 'failed' ? 1 : 0;
});
