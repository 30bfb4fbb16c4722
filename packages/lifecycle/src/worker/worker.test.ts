import { Client } from 'pg';
import { cancelRun, openRun } from '../apply/run/run-state';
import { testServer } from '../database/__fixtures__/test-database';
import { codeOf } from '../database/database-error';
import { markMoved } from '../database/moved-away';
import { socketUrl } from '../database/embedded/embedded-server';
import { migrate } from '../database/schema/migrate';
import { APPS, openFirm, someone, type Firm } from './__fixtures__/firm';
import { markPlanned } from './schedule-state';
import { work } from './worker';

const DAILY = { plan: '0 6 * * *', zone: 'UTC', apply: 'unattended' };
const UNATTENDED = { schedule: DAILY };
const YESTERDAY = new Date('2026-11-25T06:00:00Z');
const SIX = '2026-11-26T06:00:00Z';

let firm: Firm;
beforeEach(async () => {
  firm = await openFirm();
  await migrate(firm.database);
  await markPlanned(firm.database, YESTERDAY, YESTERDAY);
  firm.feed(someone('E1'), someone('E2'));
});
afterEach(() => firm.close());

const plans = async (): Promise<number> => (await firm.database.query('select 1 from iam.plan')).length;
const runs = () =>
  firm.database.query<{ readonly state: string; readonly started_by: string }>(
    'select state, started_by from iam.run order by id',
  );
const events = (of: readonly { readonly event: string }[]): readonly string[] => of.map(({ event }) => event);

describe('at its time', () => {
  it('a plan is made, applied where no approval is needed, and announced without names of people', async () => {
    const worker = firm.worker(SIX, UNATTENDED);
    expect(await work(worker)).toBe(0);
    expect(firm.files()).toEqual(['plan-2026-11-26-1.jsonl']);
    expect(firm.accounts('One')).toEqual(['e1@example.com', 'e2@example.com']);
    expect(firm.accounts('Two')).toEqual(['e1@example.com', 'e2@example.com']);
    const counts = { done: 2, failed: 0, stale: 0, held: 0, cancelled: 0 };
    expect(worker.notifications).toEqual([
      {
        event: 'applied',
        at: '2026-11-26T06:00:00.000Z',
        text: 'Run 1 is over: 4 done.',
        plan: { id: expect.any(String) as string },
        run: {
          id: 1,
          startedBy: 'iam-prod',
          started: expect.any(String) as string,
          ended: expect.any(String) as string,
        },
        applications: { One: counts, Two: counts },
      },
    ]);
    expect(JSON.stringify([worker.notifications, worker.logged])).not.toMatch(/example\.com|Surname/);
    const again = firm.worker('2026-11-26T06:00:05Z', UNATTENDED);
    expect(await work(again)).toBe(0);
    expect([await plans(), again.notifications, again.logged]).toEqual([1, [], []]);
  });

  it('and not before it', async () => {
    await work(firm.worker('2026-11-26T05:59:59Z', UNATTENDED));
    expect(await plans()).toBe(0);
  });

  it('goes on after a clock that was years ahead, and so does what it plans', async () => {
    await work(firm.worker('2036-01-01T06:00:00Z', UNATTENDED));
    expect(firm.accounts('One')).toEqual(['e1@example.com', 'e2@example.com']);
    firm.feed(someone('E1'), someone('E2'), someone('E3'));

    const anew = firm.worker('2026-11-26T05:00:00Z', UNATTENDED);
    await work(anew);
    expect(anew.logged).toMatchObject([
      {
        event: 'schedule',
        text: 'The clock was turned back, so the schedule begins anew; the next plan is made at 2026-11-26T06:00:00.000Z.',
      },
    ]);
    const next = firm.worker(SIX, UNATTENDED);
    expect(await work(next)).toBe(0);
    expect(events(next.notifications)).toEqual(['applied']);
    expect(firm.accounts('One')).toEqual(['e1@example.com', 'e2@example.com', 'e3@example.com']);
    // Dealt with, once.
    await work(firm.worker('2026-11-26T06:00:05Z', UNATTENDED));
    expect(await plans()).toBe(2);
  });

  it('two workers make one plan, and no account twice', async () => {
    const [one, two] = [firm.worker(SIX, UNATTENDED), firm.worker(SIX, UNATTENDED, { name: 'w-2' })];
    expect(await Promise.all([work(one), work(two)])).toEqual([0, 0]);
    await work(firm.worker(SIX, UNATTENDED));
    expect(await plans()).toBe(1);
    expect(firm.accounts('One')).toEqual(['e1@example.com', 'e2@example.com']);
    expect(events([...one.notifications, ...two.notifications])).toEqual(['applied']);
  });

  it('a time at which no worker ran is made up once', async () => {
    const late = '2026-11-30T09:00:00Z';
    await work(firm.worker(late, UNATTENDED));
    await work(firm.worker(late, UNATTENDED));
    expect(await plans()).toBe(1);
    await work(firm.worker('2026-12-01T06:00:00Z', UNATTENDED));
    expect(await plans()).toBe(2);
  });

  it('the first worker of all waits for the first time of day', async () => {
    await firm.database.execute('delete from iam.schedule');
    const worker = firm.worker('2026-11-26T10:00:00Z', UNATTENDED);
    await work(worker);
    expect(await plans()).toBe(0);
    expect(worker.logged).toMatchObject([
      { text: 'The schedule begins; the first plan is made at 2026-11-27T06:00:00.000Z.' },
    ]);
    await work(firm.worker('2026-11-27T06:00:00Z', UNATTENDED));
    expect(await plans()).toBe(1);
  });

  it('nothing is told of a plan with nothing to do', async () => {
    await work(firm.worker(SIX, UNATTENDED));
    const worker = firm.worker('2026-11-27T06:00:00Z', UNATTENDED);
    expect(await work(worker)).toBe(0);
    expect(worker.notifications).toEqual([]);
    expect(await runs()).toHaveLength(1);
  });

  it('a plan with nothing to do is no success where it could not decide about everybody', async () => {
    await work(firm.worker(SIX, UNATTENDED));
    firm.feed(someone('E1'), someone('E2', { hiredate: '2026-02-30' }));
    const worker = firm.worker('2026-11-27T06:00:00Z', UNATTENDED);
    expect(await work(worker)).toBe(1);
    expect(worker.logged).toContainEqual({
      event: 'plan',
      plan: expect.any(String) as string,
      text: expect.stringContaining('apart from people whom this plan could not decide about') as string,
    });
    expect(await runs()).toHaveLength(1);
  });
});

describe('a person is needed', () => {
  const NARROW = { guards: { leavers: { percent: 1, floor: 0 } } };

  it('where a guard stopped the plan, even for one application: nothing of it is applied', async () => {
    await work(firm.worker(SIX, UNATTENDED));
    firm.feed(
      someone('E1', { employmentstatus: 'Terminated', terminationdate: '2026-11-01' }),
      someone('E2'),
      someone('E3'),
    );
    const worker = firm.worker('2026-11-27T06:00:00Z', { ...UNATTENDED, ...NARROW });
    expect(await work(worker)).toBe(4);
    expect(firm.accounts('One')).toHaveLength(2);
    expect(await runs()).toHaveLength(1);
    expect(worker.notifications).toMatchObject([
      {
        event: 'plan-stopped',
        plan: { file: 'plan-2026-11-27-1.jsonl', exit: 4 },
        applications: { One: { reasons: { leaver: 1, joiner: 1 } } },
      },
    ]);
    expect(worker.notifications[0]?.guards).toContainEqual({
      app: 'One',
      rule: 'leavers',
      value: 1,
      of: 2,
      limit: '1 %, at least 0',
    });
    expect(JSON.stringify([worker.notifications, worker.logged])).not.toMatch(/example\.com/);
  });

  it('and is told whom it concerns where the configuration lets names be told', async () => {
    await work(firm.worker(SIX, UNATTENDED));
    firm.feed(someone('E1', { terminationdate: '2026-11-01' }), someone('E2'));
    const notify = { url: 'https://chat.example.com', people: true };
    const worker = firm.worker('2026-11-27T06:00:00Z', { ...UNATTENDED, ...NARROW, notify });
    await work(worker);
    expect(worker.notifications[0]?.guards?.[0]?.text).toContain(
      'would lose their access, more than the limit (1 %, at least 0, here 0): E1.',
    );
  });

  it.each([
    ['an approval is wanted', { schedule: DAILY, approval: 'one-person' }],
    ['plans are not applied without one', { schedule: { ...DAILY, apply: 'nothing' } }],
    ['all of the plan is held', { schedule: DAILY, adopt: 'hold' }],
  ])('where %s', async (_what, section) => {
    // Accounts that are there already, for the last case.
    for (const key of 'adopt' in section ? ['e1', 'e2'] : []) {
      for (const app of APPS) {
        const email = `${key}@example.com`;
        await firm.vendors[app].open().run('iam-create-user', {
          'user-profile': { username: email, email, givenname: 'Ann', surname: key, title: 'Boss' },
        });
      }
    }
    const worker = firm.worker(SIX, section);
    expect(await work(worker)).toBe(0);
    expect(worker.notifications).toMatchObject([
      {
        event: 'plan-ready',
        text: 'A plan waits for a person: iam show plan-2026-11-26-1.jsonl.',
        plan: { exit: 3 },
      },
    ]);
    expect(await runs()).toEqual([]);
  });

  it('where the feed cannot be read: the plan is stopped', async () => {
    firm.feed();
    const worker = firm.worker(SIX, UNATTENDED);
    expect(await work(worker)).toBe(4);
    expect(worker.notifications).toMatchObject([{ event: 'plan-stopped', guards: [{ rule: 'feed' }] }]);
    expect(worker.logged.at(-1)?.text).toBe(
      'plan-2026-11-26-1.jsonl is stopped, and nothing of it is applied: the feed cannot be used. Why, and who: iam show plan-2026-11-26-1.jsonl.',
    );
  });

  it('where no plan could be made: it is told once, and tried at the next time', async () => {
    const plan = (): Promise<never> =>
      Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    const worker = firm.worker(SIX, UNATTENDED, { plan });
    expect(await work(worker)).toBe(1);
    expect(worker.notifications).toMatchObject([
      { event: 'plan-failed', text: 'No plan could be made: no space' },
    ]);
    expect(await work(firm.worker(SIX, UNATTENDED))).toBe(0);
    expect(await plans()).toBe(0);
  });
});

describe('a run', () => {
  it('that was begun elsewhere is gone on with, and told when it is over', async () => {
    const begun = new AbortController();
    const first = firm.worker(SIX, UNATTENDED, { signal: begun.signal });
    const withWork: typeof first.withWork = (database, use) => {
      begun.abort();
      return first.withWork(database, use);
    };
    await work({ ...first, withWork });
    expect(await openRun(firm.database)).toMatchObject({ state: 'applying' });
    expect(firm.accounts('One')).toEqual([]);
    const helper = firm.worker('2026-11-26T06:01:00Z', {}, { name: 'w-2' });
    expect(await work(helper)).toBe(0);
    expect(firm.accounts('Two')).toEqual(['e1@example.com', 'e2@example.com']);
    expect(events(helper.logged)).toEqual(['run', 'applied']);
    expect(events(helper.notifications)).toEqual(['applied']);
  });

  it('of which only vain attempts are left makes room for the next plan when that is due', async () => {
    firm.failing.add('e2@example.com');
    // As if each attempt were the sixth.
    await firm.database.execute(
      `create function public.tried() returns trigger language plpgsql as
         $$ begin new.attempts := 6; new.not_before := now() + interval '1 hour'; return new; end $$`,
    );
    await firm.database.execute(
      `create trigger tried before update on iam.item for each row
         when (new.state = 'pending' and new.not_before is not null) execute function public.tried()`,
    );
    let asked = 0;
    // The first two questions are those of the plan; the others come when its run has nothing left but attempts.
    const timeOf = (): Promise<Date> => {
      asked += 1;
      return Promise.resolve(new Date(asked <= 2 ? SIX : '2026-11-27T06:00:00Z'));
    };
    const first = firm.worker(SIX, UNATTENDED, { timeOf });
    expect(await work(first)).toBe(1);
    expect(await runs()).toMatchObject([{ state: 'applying' }]);
    expect(firm.accounts('One')).toEqual(['e1@example.com']);

    firm.failing.clear();
    firm.feed({ ...someone('E1'), terminationdate: '2026-11-26' }, someone('E2'));
    const next = firm.worker('2026-11-27T06:00:00Z', UNATTENDED);
    const second: typeof next = {
      ...next,
      plan: async (...given) => {
        const made = await next.plan(...given);
        // The times of the attempts come while the plan is made.
        await firm.database.execute('drop trigger tried on iam.item');
        await firm.database.execute(`update iam.item set not_before = now() where state = 'pending'`);
        return made;
      },
    };
    expect(await work(second)).toBe(0);
    expect((await runs()).map(({ state }) => state)).toEqual(['cancelled', 'done']);
    expect(firm.accounts('Two')).toEqual(['e1@example.com', 'e2@example.com']);
    expect(second.logged).toContainEqual(
      expect.objectContaining({
        event: 'superseded',
        text: 'Ends run 1: 2 items are left that an application does not take now, and the new plan has them.',
      }),
    );
  });

  it('of a person that is not over keeps a plan from being applied, and that is told', async () => {
    firm.refusing.add('Two');
    await work(firm.worker(SIX, UNATTENDED));
    await firm.database.execute(`update iam.schedule set plan = 'one of a person'`);
    const worker = firm.worker('2026-11-27T06:00:00Z', UNATTENDED);
    expect(await work(worker)).toBe(1);
    expect(worker.notifications).toMatchObject([
      { event: 'not-applied', text: expect.stringContaining('Run 1 is not over: iam-prod began') as string },
    ]);
    await cancelRun(firm.database, 1, 'jane');
  });
});

describe('an application that refuses everybody', () => {
  it('is told once, the others go on with every plan, and its people are done when it is well again', async () => {
    firm.refusing.add('Two');
    const first = firm.worker(SIX, UNATTENDED);
    expect(await work(first)).toBe(1);
    expect(first.notifications).toMatchObject([
      {
        event: 'paused',
        application: 'Two',
        text: expect.stringMatching(/^Two is paused, and the others go on: /) as string,
      },
    ]);
    expect(firm.accounts('One')).toHaveLength(2);

    firm.feed(someone('E1'), someone('E2'), someone('E3'));
    const second = firm.worker('2026-11-27T06:00:00Z', UNATTENDED);
    expect(await work(second)).toBe(1);
    expect(second.notifications).toEqual([]);
    expect(firm.accounts('One')).toHaveLength(3);
    expect((await runs()).map(({ state }) => state)).toEqual(['cancelled', 'applying']);

    firm.refusing.clear();
    const third = firm.worker('2026-11-28T06:00:00Z', UNATTENDED);
    expect(await work(third)).toBe(0);
    expect(events(third.notifications)).toEqual(['resumed', 'applied']);
    expect(firm.accounts('Two')).toHaveLength(3);
  });
});

describe('the database', () => {
  const administer = async (...statements: readonly string[]): Promise<void> => {
    const client = new Client({ connectionString: socketUrl(await testServer(), 'postgres') });
    await client.connect();
    try {
      for (const statement of statements) {
        await client.query(statement);
      }
    } finally {
      await client.end();
    }
  };

  const away = async (): Promise<void> => {
    const { name } = firm.database;
    for (;;) {
      try {
        await administer(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
          `alter database ${name} rename to ${name}_away`,
        );
        return;
      } catch (thrown) {
        if (codeOf(thrown) !== '55006') {
          throw thrown;
        }
      }
    }
  };

  const back = (): Promise<void> => {
    const { name } = firm.database;
    return administer(`alter database ${name}_away rename to ${name}`);
  };

  it('is waited for, longer every time, said once, and the time that passed is made up', async () => {
    const end = new AbortController();
    const slept: number[] = [];
    let now = new Date('2026-11-26T05:59:58Z').getTime();
    const sleep = async (ms: number): Promise<void> => {
      slept.push(ms);
      now += ms;
      if (slept.length === 1) {
        await away();
      } else if (slept.length === 5) {
        await back();
      } else if (slept.length > 5) {
        end.abort();
      }
    };
    const worker = firm.worker(SIX, UNATTENDED, {
      once: false,
      signal: end.signal,
      clock: { date: () => new Date(now), sleep },
    });
    expect(await work(worker)).toBe(0);
    expect(slept).toEqual([2000, 1000, 2000, 4000, 8000, 5000]);
    expect(events(worker.logged)).toEqual(['database-away', 'planning', 'applying', 'applied', 'well-again']);
    expect(firm.accounts('One')).toHaveLength(2);
  });

  it.each([UNATTENDED, {}])(
    'that was moved away while a worker waited is worked with no more: %j',
    async (section) => {
      const stop = new AbortController();
      let rounds = 0;
      const worker = firm.worker(SIX, section, {
        once: false,
        signal: stop.signal,
        clock: {
          date: () => new Date(rounds === 0 ? '2026-11-26T05:00:00Z' : SIX),
          sleep: async () => {
            rounds += 1;
            if (rounds === 1) {
              await markMoved(firm.database, 'postgres://jane@db.example.com/iam');
            } else if (rounds === 3) {
              stop.abort();
            }
          },
        },
      });
      expect(await work(worker)).toBe(0);
      expect(worker.logged).toEqual([
        {
          event: 'database-away',
          text: expect.stringContaining('moved to postgres://jane@db.example.com/iam') as string,
        },
      ]);
      expect(await plans()).toBe(0);
    },
  );

  it('that is away ends a single round', async () => {
    await away();
    await expect(work(firm.worker(SIX, UNATTENDED))).rejects.toThrow(/cannot be used/);
    await back();
  });
});

it('values of people are forgotten when their time is over, once a day', async () => {
  await work(firm.worker(SIX, UNATTENDED));
  const kept = () => firm.database.query('select 1 from iam.attempt where after is not null');
  const later = firm.worker('2027-11-26T05:00:00Z', {});
  expect(await kept()).not.toEqual([]);
  await work(later);
  expect(await kept()).toEqual([]);
  expect(later.logged).toMatchObject([{ event: 'forgotten' }]);
});

describe('the end', () => {
  it('of a worker that waits comes at once', async () => {
    const end = new AbortController();
    const worker = firm.worker('2026-11-26T03:00:00Z', UNATTENDED, {
      once: false,
      signal: end.signal,
      clock: { date: () => new Date('2026-11-26T03:00:00Z'), sleep: () => Promise.resolve(end.abort()) },
    });
    expect(await work(worker)).toBe(0);
    expect(await firm.database.query('select 1 from iam.worker')).toEqual([]);
  });
});
