import fc from 'fast-check';
import { parseEncodedQuery } from './encoded-query';
import { matches } from './query-match';
import { createRecordStore } from './record-store';
import { recordsMatching } from './records-matching';
import { serviceNowSettings } from './service-now-options';
import { tableNamed } from './service-now-tables';

const users = tableNamed('sys_user')!;
const word = fc.constantFrom('ann', 'Ann', 'bob', 'it', 'IT', '');
const user = fc.record({
  user_name: word,
  email: word,
  employee_number: word,
  title: word,
  department: word,
});

const column = fc.constantFrom(
  'user_name',
  'email',
  'employee_number',
  'title',
  'department',
  'department.name',
  'sys_id',
  'name',
);
const condition = fc
  .tuple(
    column,
    fc.constantFrom('=', '!=', 'STARTSWITH', 'ISEMPTY'),
    fc.oneof(word, fc.constantFrom('1', '2')),
  )
  .map((parts) => parts.join(''));
const query = fc
  .tuple(
    condition,
    fc.array(
      fc.tuple(fc.constantFrom('^', '^OR', '^NQ'), condition).map((parts) => parts.join('')),
      { maxLength: 3 },
    ),
    fc.constantFrom('', '^ORDERBYsys_id', '^ORDERBYDESCsys_id', '^ORDERBYtitle^ORDERBYemail'),
  )
  .map(([first, more, order]) => [first, ...more, order].join(''));

describe('the records that a query finds', () => {
  it('are the same as those that match when each is looked at', () => {
    fc.assert(
      fc.property(
        fc.array(user, { maxLength: 4 }),
        query,
        fc.record({ caseSensitive: fc.boolean(), displayValues: fc.boolean() }),
        (rows, text, matching) => {
          const store = createRecordStore(
            serviceNowSettings({
              users: rows.map((row, at) => ({ ...row, sys_id: String(rows.length - at) })),
              records: { cmn_department: [{ sys_id: 'it', name: 'IT' }] },
            }),
          );
          const parsed = parseEncodedQuery(users, text);
          const found = [...recordsMatching(store, users, parsed, matching)];
          const wanted = store.rows('sys_user').filter((row) => matches(store, row, parsed, matching));
          expect(new Set(found)).toEqual(new Set(wanted));
          expect(found).toHaveLength(wanted.length);
          if (parsed.order.length === 0) {
            expect(found).toEqual(wanted);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['ORDERBYsys_id', ['1', '2', '3']],
    ['ORDERBYDESCsys_id', ['3', '2', '1']],
    ['', ['2', '3', '1']],
    ['active=true^ORDERBYsys_id', ['1', '2', '3']],
    ['ORDERBYtitle^ORDERBYDESCsys_id', ['3', '2', '1']],
  ])('are in the order of %s', (text, ids) => {
    const store = createRecordStore(
      serviceNowSettings({
        users: ['2', '3', '1'].map((id) => ({ sys_id: id, title: id === '1' ? 'b' : 'a' })),
      }),
    );
    const found = recordsMatching(store, users, parseEncodedQuery(users, text), {
      caseSensitive: false,
      displayValues: false,
    });
    expect([...found].map((row) => row['sys_id'])).toEqual(ids);
  });

  it('stay in the order of their sys_ids as records come and go', () => {
    const store = createRecordStore(serviceNowSettings({ users: [{ sys_id: 'b' }, { sys_id: 'd' }] }));
    const ids = () => [...store.rowsBySysId('sys_user')].map((row) => row['sys_id']);
    expect(ids()).toEqual(['b', 'd']);
    store.save('sys_user', { ...store.row('sys_user', 'b'), sys_id: 'c' });
    store.save('sys_user', { ...store.row('sys_user', 'b'), sys_id: 'A' });
    store.remove('sys_user', 'd');
    expect(ids()).toEqual(['A', 'b', 'c']);
  });
});
