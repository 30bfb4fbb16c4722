import { hasRecord, idOf, recordIn } from './reply-record';

it.each([[undefined], [null], ['7'], [true], [{}]])(
  'the reply of a client that is not type-checked (%j) tells nothing, and is no defect',
  (reply) => {
    expect([hasRecord(reply as never), idOf(reply as never), recordIn(reply as never)]).toEqual([
      false,
      undefined,
      null,
    ]);
  },
);

it('a reply may tell the id alone', () => {
  const reply = { id: '7' };
  expect([hasRecord(reply as never), idOf(reply), recordIn(reply)]).toEqual([false, '7', null]);
});

it('a reply may show the record, of a group its members only where the vendor tells them', () => {
  const details = { id: 'g1', displayName: 'Staff', members: [] };
  const group = { id: 'g1', displayName: 'Staff', details };
  expect([hasRecord(group), idOf(group), recordIn(group)]).toEqual([
    true,
    'g1',
    { id: 'g1', displayName: 'Staff' },
  ]);
  expect(recordIn({ ...group, members: undefined } as never)).toEqual({ id: 'g1', displayName: 'Staff' });
  expect(recordIn({ ...group, members: [] })).toEqual(details);
});
