import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { readEnds } from '@iam/core/internal';
import * as E from 'fp-ts/Either';
import { GUARD, HEAD, itemLine, SUM } from '../__fixtures__/lines';
import { DRAFT } from './abandoned-drafts';
import { draftPlan, type WrittenPlan } from './plan-draft';
import { PLAN_FILE, REDACTED_PLAN } from './plan-kind';
import type { AppCounts, ItemLine, PlanLine } from './plan-line';
import { refusalText } from './plan-refusal';
import { readPlan, refusalOf, type Present } from './read-plan';
import { redactPlan } from './redact-plan';

const COUNTS: AppCounts = {
  ops: { update: 2 },
  reasons: { mover: 2 },
  held: 0,
  groupsAdded: 0,
  groupsRemoved: 0,
  unmanaged: 0,
  skipped: 0,
  stopped: false,
  estimateSeconds: 1,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-plan-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const written = async (
  items: readonly ItemLine[] = [itemLine(1), itemLine(2)],
  out?: string,
): Promise<WrittenPlan> => {
  const draft = await draftPlan(['AWS'], { folder, ...(out === undefined ? {} : { out }) });
  for (const item of items) {
    await draft.app('AWS').add(item);
  }
  return draft.finish({ head: HEAD, guards: [GUARD], sums: { AWS: COUNTS } });
};

const linesIn = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

const refused = async (path: string): Promise<string> => {
  const read = await readPlan(path);
  if (E.isRight(read)) {
    throw new Error('it was not refused');
  }
  return refusalText('plan.jsonl', read.left);
};

const edited = async (edit: (lines: string[]) => readonly string[]): Promise<string> => {
  const { path } = await written();
  writeFileSync(path, `${edit(linesIn(path)).join('\n')}\n`);
  return refused(path);
};

describe('a plan that is written', () => {
  it('is read back, line by line', async () => {
    const seen: PlanLine[] = [];
    const read = await readPlan((await written()).path, (line) => void seen.push(line));

    expect(read).toMatchObject({
      right: { head: HEAD, guards: [GUARD], sum: { apps: { AWS: COUNTS } }, approvals: [] },
    });
    expect(seen.map(({ type }) => type)).toEqual(['plan', 'guard', 'item', 'item', 'sum']);
    expect(seen[2]).toEqual(itemLine(1));
  });

  it('has the head first, the guards after it, and a sum with the sha256 of every line above', async () => {
    const { path, sha256 } = await written();
    const lines = linesIn(path);

    expect(lines.map((line) => (JSON.parse(line) as PlanLine).type)).toEqual([
      'plan',
      'guard',
      'item',
      'item',
      'sum',
    ]);
    const above = lines.slice(0, -1).map((line) => `${line}\n`);
    expect(sha256).toBe(createHash('sha256').update(above.join('')).digest('hex'));
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ sha256 });
  });

  it('is for its owner alone', async () => {
    expect(statSync((await written()).path).mode & 0o777).toBe(0o600);
  });

  it('is sorted by application, whatever the order in which they were named', async () => {
    const draft = await draftPlan(['b', 'a', 'B'], { folder });
    for (const app of ['b', 'a', 'B']) {
      await draft.app(app).add(itemLine(1, { app }));
    }
    const { path } = await draft.finish({ head: HEAD, guards: [], sums: {} });

    const apps = linesIn(path)
      .map((line) => JSON.parse(line) as PlanLine)
      .flatMap((line) => (line.type === 'item' ? [line.app] : []));
    expect(apps).toEqual(['B', 'a', 'b']);
  });

  it('has the hash of its content: the same lines, the same hash', async () => {
    expect((await written()).sha256).toBe((await written()).sha256);
    expect((await written([itemLine(1)])).sha256).not.toBe((await written()).sha256);
  });

  it('gets the next free name of its day, and leaves nothing else behind', async () => {
    await written();
    await written();

    expect(readdirSync(folder).sort()).toEqual(['plan-2026-11-26-1.jsonl', 'plan-2026-11-26-2.jsonl']);
  });

  it('never takes a name that is taken, however many are made at once', async () => {
    const paths = await Promise.all([1, 2, 3, 4].map(() => written()));

    expect(new Set(paths.map(({ path }) => path)).size).toBe(4);
  });

  it('gets the name that was asked for', async () => {
    expect((await written(undefined, 'mine.jsonl')).path).toBe(join(folder, 'mine.jsonl'));
  });

  it('has no name when it is not finished', async () => {
    const draft = await draftPlan(['AWS'], { folder });
    await draft.app('AWS').add(itemLine(1));
    expect(readdirSync(folder).filter((name) => name.endsWith('.jsonl'))).toEqual([]);

    await draft.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('fills the places that were left free, in their order', async () => {
    const draft = await draftPlan(['AWS'], { folder });
    const app = draft.app('AWS');
    await app.add(itemLine(1));
    expect(app.later()).toBe(0);
    await app.add(itemLine(3));
    expect(app.later()).toBe(1);
    const { path } = await draft.finish({
      head: HEAD,
      guards: [],
      sums: {},
      later: { AWS: [[itemLine(2), itemLine(9)], []] },
    });
    const seen: number[] = [];
    const read = await readPlan(path, (line) => void (line.type === 'item' && seen.push(line.n)));

    expect(E.isRight(read)).toBe(true);
    expect(seen).toEqual([1, 2, 9, 3]);
  });

  it('says so when its folder does not exist', async () => {
    await expect(draftPlan([], { folder: join(folder, 'none') })).rejects.toThrow(
      'cannot be written: its folder does not exist.',
    );
  });

  it('has the same line of an item that is given in two parts', async () => {
    const items = [
      itemLine(1),
      itemLine(2, { person: 'E"2"\\', who: 'Müller\u2028\n \ud800' }),
      itemLine(3, { op: 'create', profile: { a: '"' }, hold: 'x', groups: { add: ['g'], remove: [] } }),
    ];
    const { path } = await written(items);
    const draft = await draftPlan(['AWS'], { folder });
    for (const { type, n, app, person, who, ...rest } of items) {
      await draft.app('AWS').item({ type, n, app, person, who }, rest);
    }
    const parts = await draft.finish({ head: HEAD, guards: [GUARD], sums: { AWS: COUNTS } });
    expect(linesIn(parts.path)).toEqual(linesIn(path));
  });

  it('holds lines of any length of text that JSON can say', async () => {
    const who = 'Zoë \u2028 "x" \n 名'.repeat(50_000);
    const seen: PlanLine[] = [];
    await readPlan((await written([itemLine(1, { who })])).path, (line) => void seen.push(line));

    expect(seen[2]).toMatchObject({ who });
  });
});

describe('a plan that is refused', () => {
  it('is not there', async () => {
    expect(await refused(join(folder, 'none'))).toContain('cannot be read: there is no such file');
    expect(await refused(folder)).toContain('it is a folder');
  });

  it.each(['', 'a,b\n1,2\n', '{}\n', '{"type":"item"}\n', '[]\n', 'null\n'])(
    'is something else (%j)',
    async (text) => {
      const path = join(folder, 'x');
      writeFileSync(path, text);
      expect(await refused(path)).toContain('is not a plan');
    },
  );

  it('has another version', async () => {
    expect(
      await edited(([head, ...rest]) => [head?.replace('iam-plan/1', 'iam-plan/2') ?? '', ...rest]),
    ).toBe(
      'plan.jsonl has the format "iam-plan/2" and this version of iam reads "iam-plan/1". Plan again with this version, or apply it with the one that made it.',
    );
  });

  it('has a value that was changed', async () => {
    expect(await edited((lines) => lines.map((line) => line.replace('Senior', 'Chief')))).toContain(
      'was changed after it was made',
    );
  });

  it('has a line less, or twice, or in another place', async () => {
    expect(await edited((lines) => lines.toSpliced(2, 1))).toContain('was changed');
    expect(await edited((lines) => lines.toSpliced(2, 0, lines[2] ?? ''))).toContain('was changed');
    expect(await edited(([a, b, c, d, e]) => [a, b, d, c, e].map(String))).toContain('was changed');
  });

  it('is cut off, between two lines or within one', async () => {
    const whole = (await written()).path;
    const text = readFileSync(whole);
    const sumBegins = text.lastIndexOf('{"type":"sum"');
    const path = join(folder, 'cut');
    for (let length = (linesIn(whole)[0] ?? '').length + 1; length < text.length; length += 37) {
      writeFileSync(path, text.subarray(0, length));
      expect(await refused(path)).toContain('is cut off: it ends at line');
    }
    writeFileSync(path, text.subarray(0, sumBegins));
    expect(await refused(path)).toContain('is cut off: it ends at line 4');
    writeFileSync(path, text.subarray(0, text.length - 1));
    expect(await refused(path)).toContain('is cut off');
  });

  it.each<[string, (line: string) => string, string]>([
    ['no JSON', () => '{"type":"item"', 'line 3: this is not JSON'],
    ['an unknown type', () => '{"type":"order"}', 'line 3: this is no line of a plan'],
    ['a type that every object has', () => '{"type":"constructor"}', 'line 3: this is no line of a plan'],
    ['another op', (line) => line.replace('"update"', '"erase"'), 'line 3: op: expected'],
    ['a second head', () => JSON.stringify(HEAD), 'line 3: a second head'],
    [
      'a number that is none',
      (line) => line.replace('"n":1', '"n":-1'),
      'line 3: n: expected a whole number',
    ],
  ])('has %s', async (_, edit, said) => {
    expect(await edited((lines) => lines.with(2, edit(lines[2] ?? '')))).toContain(said);
  });

  it('does not show values of the file', async () => {
    expect(
      await edited((lines) =>
        lines.with(2, (lines[2] ?? '').replace('"who":"e1@example.com"', '"who":["x@y"]')),
      ),
    ).not.toContain('x@y');
  });

  it('has lines below its sum that are no approvals', async () => {
    expect(await edited((lines) => [...lines, JSON.stringify(itemLine(7))])).toContain(
      'line 6: a line below the sum that is no approval',
    );
  });

  it('has an approval above its sum', async () => {
    const approval = JSON.stringify({ type: 'approval', by: 'x', at: '', plan: '', people: [], allow: {} });
    expect(await edited((lines) => lines.toSpliced(2, 0, approval))).toContain('line 3: an approval above');
  });
});

describe('a whole plan at the moment of applying it', () => {
  const present: Present = {
    now: new Date('2026-11-27T15:39:59Z'),
    config: '77ab',
    ledger: HEAD.ledger,
    recorded: SUM.sha256,
  };
  const said = (head: Partial<typeof HEAD>, at: Partial<Present> = {}) => {
    const refusal = refusalOf({ head: { ...HEAD, ...head }, sum: SUM }, { ...present, ...at });
    return refusal && refusalText('plan.jsonl', refusal);
  };

  it('is applied while it is good', () => {
    expect(said({})).toBeUndefined();
  });

  it('is refused when it is expired, from that instant on', () => {
    expect(said({}, { now: new Date('2026-11-27T15:40:00Z') })).toContain(
      'was good until 2026-11-27T15:40:00.000Z',
    );
    expect(said({ expires: 'some day' })).toContain('was good until');
  });

  it('is refused under another configuration, upon another database, and without its values', () => {
    expect(said({}, { config: '77ac' })).toContain('another configuration');
    expect(said({}, { ledger: { ...HEAD.ledger, id: 'x' } })).toContain('another database');
    expect(said({ redacted: true })).toContain('without values');
  });

  it('is refused when its database does not know it, or knows it with another hash', () => {
    expect(said({}, { recorded: undefined })).toBe(
      'plan.jsonl is not known to this database: the process that made it was stopped before it was done, or the database was restored from a backup since. Plan again.',
    );
    expect(said({}, { recorded: 'another' })).toContain('was changed after it was made');
    expect(said({}, { recorded: 'unasked' })).toBeUndefined();
  });
});

it('a plan is refused upon a database that was restored to before it', () => {
  const { id, serial } = HEAD.ledger;
  const present = { now: new Date('2026-11-27T15:39:59Z'), config: '77ab', recorded: SUM.sha256 };
  const refusal = refusalOf({ head: HEAD, sum: SUM }, { ...present, ledger: { id, serial: serial - 1 } });
  expect(refusal && refusalText('plan.jsonl', refusal)).toBe(
    'plan.jsonl was made upon a later state of this database, which was restored from a backup since: what was applied meanwhile is not known here. Plan again.',
  );
  expect(
    refusalOf({ head: HEAD, sum: SUM }, { ...present, ledger: { id, serial: serial + 1 } }),
  ).toBeUndefined();
});

it('a plan removes what another one left behind that was killed, and not what one is at', async () => {
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  const [mine, begun] = [join(folder, '.plan-backup'), join(folder, `${DRAFT}begun1`)];
  const left = await draftPlan(['AWS'], { folder });
  const [killed = ''] = readdirSync(folder);
  for (const path of [mine, begun]) {
    mkdirSync(path);
    writeFileSync(join(path, 'general'), 'jane@example.com');
  }
  for (const path of [mine, killed]) {
    utimesSync(resolve(folder, path), yesterday, yesterday);
  }
  const draft = await draftPlan(['AWS'], { folder });
  await draft.discard();
  expect([mine, begun, join(folder, killed)].map((path) => existsSync(path))).toEqual([true, true, false]);
  await left.discard();
});

it('what cannot be removed afterwards is not told instead of why there is no plan', async () => {
  const inside = join(folder, 'inside');
  mkdirSync(inside);
  const draft = await draftPlan(['AWS'], { folder: inside });
  await draft.finish({ head: HEAD, guards: [], sums: { AWS: COUNTS } });
  rmSync(inside, { recursive: true });
  writeFileSync(inside, 'no folder any more');
  await expect(draft.withdraw()).resolves.toBeUndefined();
});

describe('a name that is chosen', () => {
  it('may be that of an empty file, and is refused where a file has come meanwhile', async () => {
    writeFileSync(join(folder, 'empty.jsonl'), '');
    expect((await written([], 'empty.jsonl')).path).toBe(join(folder, 'empty.jsonl'));
    writeFileSync(join(folder, 'mine'), 'mine');

    await expect(written([], 'mine')).rejects.toThrow('mine cannot be written: it exists already.');
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine');
  });
});

describe('a redacted plan', () => {
  it('is told from the plan by its head', async () => {
    const plan = await written();
    const to = join(folder, 'redacted.jsonl');
    await redactPlan(plan.path, to);
    const kindsOf = (path: string) =>
      [PLAN_FILE, REDACTED_PLAN].map(({ is }) => is(readEnds(path, statSync(path).size)));

    expect(kindsOf(plan.path)).toEqual([true, false]);
    expect(kindsOf(to)).toEqual([true, true]);
  });

  it('has no values of people, and a sum of its own', async () => {
    const { path, sha256 } = await written([itemLine(1, { because: ['terminationdate=2026-11-30'] })]);
    const to = join(folder, 'redacted.jsonl');
    expect(await redactPlan(path, to)).toMatchObject({ right: { path: to } });
    const text = readFileSync(to, 'utf8');

    expect(text).not.toMatch(/example\.com|Engineer|2026-11-30/);
    expect(text).toContain('"title"');
    const read = await readPlan(to);
    expect(read).toMatchObject({ right: { head: { redacted: true } } });
    expect(E.isRight(read) && read.right.sum.sha256).not.toBe(sha256);
  });

  it('is not made of a plan that was changed', async () => {
    const { path } = await written();
    writeFileSync(path, readFileSync(path, 'utf8').replace('Senior', 'Chief'));
    const to = join(folder, 'redacted.jsonl');

    expect(await redactPlan(path, to)).toMatchObject({ left: { tag: 'changed' } });
    expect(existsSync(to)).toBe(false);
  });
});
