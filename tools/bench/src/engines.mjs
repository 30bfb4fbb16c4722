// Operations per second of the parts that compute: mappers and the renderer. For scale: parsing the same record as JSON.
import { tableToMarkdown, toContext, toMarkdown, createInstance } from '@iam/core';
import { scimMappers } from '@iam/core/scim';
import { scim } from '@iam/scim';
import { median, round } from './measure.mjs';

const profile = {
  username: 'jane@example.com',
  email: 'jane@example.com',
  givenname: 'Jane',
  surname: 'Doe',
  displayname: 'Jane Doe',
  title: 'Engineer',
  department: 'R&D',
  city: 'Rome',
  countrycode: 'IT',
  employeeid: '42',
  workphone: '+39 02 1234',
};

export const engines = async ({ url }) => {
  const { outgoing, incoming } = scimMappers({ name: 'bench' });
  const data = outgoing.map(profile, 'User Profile - Create').right.data;
  const instance = createInstance(scim, { url, token: 'bench-token' }, { name: 'bench' });
  const result = await instance.run('iam-get-user', { 'user-profile': { username: 'jane@example.com' } });
  const text = JSON.stringify(data);
  const cells = Array.from({ length: 10 }, (_, index) => ({
    id: String(index),
    name: 'Jane | Doe',
    details: data,
  }));
  const speeds = speedsOf({
    'JSON.parse of the record': () => JSON.parse(text),
    'mapper, outgoing': () => outgoing.map(profile, 'User Profile - Create'),
    'mapper, incoming': () => incoming.map(data, 'User Profile'),
    'result to context (JSON)': () => JSON.stringify(toContext(result)),
    'result to Markdown': () => toMarkdown(result),
    'table of 10 rows': () => tableToMarkdown('Users', cells),
  });
  const yardstick = speeds['JSON.parse of the record'];
  return Object.entries(speeds).map(([what, perSecond]) => ({
    what: `operations per second: ${what}`,
    value: `${Math.round(perSecond).toLocaleString('en')} (${round(perSecond / yardstick, 3)} of JSON.parse)`,
  }));
};

const speedsOf = (operations) =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => {
      const rounds = Array.from({ length: 6 }, () => {
        const until = performance.now() + 150;
        const started = performance.now();
        let count = 0;
        while (performance.now() < until) {
          for (let index = 0; index < 50; index += 1) {
            operation();
          }
          count += 50;
        }
        return (count / (performance.now() - started)) * 1000;
      });
      return [name, median(rounds.slice(1))];
    }),
  );
