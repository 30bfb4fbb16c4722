import { setUpServiceNow, usersNamed } from '../__fixtures__/service-now';

const q = (query: string): string => `/sys_user?sysparm_query=${encodeURIComponent(query)}`;

const people = [
  { user_name: 'anna', first_name: 'Anna', city: 'Bonn', employee_number: '3', failed_attempts: '2' },
  { user_name: 'bob', first_name: 'Bob', city: 'Berlin', employee_number: '1', failed_attempts: '10' },
  { user_name: 'carl', first_name: 'Carl', city: 'Bonn', employee_number: '2', active: false },
];

describe('ServiceNow: encoded queries', () => {
  it.each([
    ['user_name=bob', ['bob']],
    ['city!=Bonn', ['bob']],
    ['cityLIKEon', ['anna', 'carl']],
    ['cityNOTLIKEon', ['bob']],
    ['citySTARTSWITHBe', ['bob']],
    ['cityENDSWITHnn', ['anna', 'carl']],
    ['city=Bonn^active=true', ['anna']],
    ['user_name=anna^ORuser_name=bob', ['anna', 'bob']],
    ['user_name=anna^ORuser_name=bob^city=Berlin', ['bob']],
    ['active=false^NQcity=Berlin^active=true', ['bob', 'carl']],
    ['user_nameINanna,carl', ['anna', 'carl']],
    ['user_nameNOT INanna,carl', ['bob']],
    ['titleISEMPTY^cityISNOTEMPTY^user_name=bob', ['bob']],
    ['failed_attempts>2', ['bob']],
    ['failed_attempts>=2^failed_attempts<=10', ['anna', 'bob']],
    ['failed_attempts<10^failed_attemptsISNOTEMPTY', ['anna']],
    ['ORDERBYemployee_number', ['bob', 'carl', 'anna']],
    ['ORDERBYcity^ORDERBYDESCuser_name', ['bob', 'carl', 'anna']],
    ['active=true^ORDERBYDESCuser_name^EQ', ['bob', 'anna']],
    ['', ['anna', 'bob', 'carl']],
  ])('%s', (query, names) => {
    expect(setUpServiceNow({ users: people }).list(q(query))).toEqual(names);
  });

  it('ignore an unknown column, an unknown operator and text operators on other types: all rows come back', () => {
    const { list } = setUpServiceNow({ users: people });
    for (const query of [
      'login=bob',
      'user_nameIS bob',
      'bob',
      'activeLIKEfalse',
      'managerLIKEx',
      'login.x=1',
    ]) {
      expect([query, list(q(query))]).toEqual([query, ['anna', 'bob', 'carl']]);
    }
    expect(list(q('login=bob^city=Bonn'))).toEqual(['anna', 'carl']);
    expect(list(q('login=bob^ORcity=Berlin'))).toEqual(['bob']);
    expect(list(q('city=Bonn^ORDERBYlogin'))).toEqual(['anna', 'carl']);
  });

  it('return nothing for an invalid part where the property says so', () => {
    const { list } = setUpServiceNow({ users: people, invalidQueryReturnsNoRows: true });
    expect(list(q('login=bob'))).toEqual([]);
    expect(list(q('city=Bonn^login=bob'))).toEqual([]);
    expect(list('/sys_user?login=bob')).toEqual([]);
    expect(list(q('city=Bonn'))).toEqual(['anna', 'carl']);
  });

  it('fold letter case unless told otherwise', () => {
    expect(setUpServiceNow({ users: people }).list(q('user_name=BOB'))).toEqual(['bob']);
    const strict = setUpServiceNow({ users: people, caseSensitive: true });
    expect([strict.list(q('user_name=BOB')), strict.list(q('user_name=bob'))]).toEqual([[], ['bob']]);
  });

  it('end a condition at every caret, unless doubled ones stand for one', () => {
    const users = [...people, { user_name: 'a^b' }];
    expect(setUpServiceNow({ users }).list(q('user_name=anna^^b'))).toEqual(['anna']);
    expect(setUpServiceNow({ users, caretEscape: 'doubled' }).list(q('user_name=a^^b'))).toEqual(['a^b']);
  });

  it('follow references by dots', () => {
    const { list } = setUpServiceNow({
      users: [...usersNamed('boss'), { user_name: 'jane', manager: 'id-boss' }],
    });
    expect(list(q('manager.user_name=boss'))).toEqual(['jane']);
    expect(list(q('manager.manager.user_name=boss'))).toEqual([]);
    expect(list(q('manager.login=boss'))).toEqual(['boss', 'jane']);
  });
});

describe('ServiceNow: name-value pairs', () => {
  it('filter by all of them; unknown ones are ignored, and all rows come back', () => {
    const { list } = setUpServiceNow({ users: people });
    expect(list('/sys_user?city=Bonn&active=true')).toEqual(['anna']);
    expect(list('/sys_user?login=bob')).toEqual(['anna', 'bob', 'carl']);
    expect(list('/sys_user?title=')).toEqual(['anna', 'bob', 'carl']);
  });

  it('are ignored beside sysparm_query', () => {
    expect(setUpServiceNow({ users: people }).list(`${q('city=Bonn')}&user_name=bob`)).toEqual([
      'anna',
      'carl',
    ]);
  });

  it('are not escaped: a caret in a value begins another condition', () => {
    const { list } = setUpServiceNow({ users: people });
    expect(list('/sys_user?user_name=nobody%5EORuser_name=bob')).toEqual(['bob']);
  });

  it('take display values of references and choices, which encoded queries do not', () => {
    const { list } = setUpServiceNow({
      users: [
        ...usersNamed('jim'),
        { user_name: 'jane', department: '221f79b7c6112284005d646b76ab978c', notification: '1' },
      ],
    });
    expect(list('/sys_user?department=IT')).toEqual(['jane']);
    expect(list('/sys_user?notification=Disable')).toEqual(['jane']);
    expect(list(q('department=IT'))).toEqual([]);
    expect(list(q('department=221f79b7c6112284005d646b76ab978c'))).toEqual(['jane']);
  });
});

describe('ServiceNow: pages', () => {
  const users = usersNamed('a', 'b', 'c', 'd', 'e');
  const url = 'https://sandbox.service-now.com/api/now/table/sys_user';

  it('are cut by limit and offset, with links and the total', () => {
    const { get } = setUpServiceNow({ users });
    const { headers, body } = get('/sys_user?sysparm_limit=2&sysparm_offset=2&sysparm_query=active%3Dtrue');
    expect(body.result.map((row: { user_name: string }) => row.user_name)).toEqual(['c', 'd']);
    const page = (offset: number): string =>
      `<${url}?sysparm_query=active%3Dtrue&sysparm_limit=2&sysparm_offset=${offset}>`;
    expect([headers['X-Total-Count'], headers['Link']]).toEqual([
      '5',
      `${page(0)};rel="first",${page(0)};rel="prev",${page(4)};rel="next",${page(4)};rel="last"`,
    ]);
  });

  it('have no link where there is nothing before or after, and none when they are suppressed', () => {
    const { get } = setUpServiceNow({ users });
    expect(get('/sys_user').headers).toEqual({ 'X-Total-Count': '5' });
    expect(get('/sys_user?sysparm_limit=2').headers['Link']).not.toContain('prev');
    for (const offset of [3, 4]) {
      const { headers } = get(`/sys_user?sysparm_limit=2&sysparm_offset=${offset}`);
      expect(headers['Link']).not.toContain('next');
    }
    const without = get('/sys_user?sysparm_limit=2&sysparm_suppress_pagination_header=true').headers;
    expect(without).toEqual({ 'X-Total-Count': '5' });
    const uncounted = get('/sys_user?sysparm_limit=2&sysparm_no_count=true').headers;
    expect(Object.keys(uncounted)).toEqual(['Link']);
    expect(uncounted['Link']).not.toContain('last');
  });

  it('are cut before access controls hide records: a short or empty page is no end', () => {
    const { get, list } = setUpServiceNow({ users, hidden: { sys_user: 'user_nameINa,b,c' } });
    expect(list('/sys_user?sysparm_limit=2')).toEqual([]);
    expect(get('/sys_user?sysparm_limit=2').headers).toMatchObject({
      'X-Total-Count': '5',
      Link: expect.stringContaining('rel="next"'),
    });
    expect(list('/sys_user?sysparm_limit=2&sysparm_offset=2')).toEqual(['d']);
    expect(list('/sys_user?sysparm_limit=2&sysparm_offset=4')).toEqual(['e']);
  });

  it('hold 10000 records unless told otherwise', () => {
    const many = Array.from({ length: 10_001 }, (_, n) => ({ sys_id: `${n}`, name: `c${n}` }));
    const { get } = setUpServiceNow({ records: { core_company: many } });
    const first = get('/core_company?sysparm_fields=name');
    expect([first.body.result.length, first.headers['X-Total-Count']]).toEqual([10_000, '10001']);
    expect(get('/core_company?sysparm_limit=20000').body.result).toHaveLength(10_001);
  });

  it('ignore a limit or offset that is no whole number', () => {
    const { list } = setUpServiceNow({ users });
    expect(list('/sys_user?sysparm_limit=many&sysparm_offset=-1')).toHaveLength(5);
  });
});
