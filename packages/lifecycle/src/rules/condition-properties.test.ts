import { Environment } from '@marcbachmann/cel-js';
import * as fc from 'fast-check';
import { condition } from '../__fixtures__/people';
import { startOfDayOf } from '../calendar/zone-day';
import { textOfKey } from './text-of-key';

/** Conditions of every function and operator, nested at random. */
const { truth } = fc.letrec<{
  truth: string;
  text: string;
  date: string;
  duration: string;
  number: string;
  list: string;
}>((tie) => {
  const form = (template: string, ...names: ('truth' | 'text' | 'date' | 'duration' | 'number' | 'list')[]) =>
    fc
      .tuple(...names.map((name) => tie(name)))
      .map((parts) => parts.reduce((made: string, part) => made.replace('_', () => String(part)), template));
  return {
    truth: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom('true', 'false'),
      form('_ == _', 'text', 'text'),
      form('_ != _', 'text', 'text'),
      form('_ < _', 'text', 'text'),
      form('_ in _', 'text', 'list'),
      form('_ < _', 'date', 'date'),
      form('_ <= _', 'date', 'date'),
      form('_ > _', 'date', 'date'),
      form('_ >= _', 'date', 'date'),
      form('_ == _', 'date', 'date'),
      form('_ != _', 'date', 'date'),
      form('_ <= _', 'duration', 'duration'),
      form('_ >= _', 'number', 'number'),
      form('(_ && _)', 'truth', 'truth'),
      form('(_ || _)', 'truth', 'truth'),
      form('!(_)', 'truth'),
      form('(_ ? _ : _)', 'truth', 'truth', 'truth'),
      form('_.startsWith(_)', 'text', 'text'),
      form('_.endsWith(_)', 'text', 'text'),
      form('_.contains(_)', 'text', 'text'),
      form('_.matches("^[a-c]+$")', 'text'),
      form('_.exists(x, x == _)', 'list', 'text'),
      form('_.all(x, x != _)', 'list', 'text'),
      form('_ == _', 'list', 'list'),
    ),
    text: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom('"a"', '"B c"', '""', 'department', 'title', 'city'),
      form('(_ + _)', 'text', 'text'),
      form('_.lowerAscii()', 'text'),
      form('_.upperAscii()', 'text'),
      form('_.trim()', 'text'),
      form('(_ ? _ : _)', 'truth', 'text', 'text'),
    ),
    date: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      fc.constantFrom('now', 'hiredate', 'terminationdate', 'timestamp("2026-11-27T00:00:00Z")'),
      form('(_ + _)', 'date', 'duration'),
      form('(_ - _)', 'date', 'duration'),
    ),
    duration: fc.constantFrom('duration("72h")', 'duration("-90m")', '(duration("1h") + duration("2s"))'),
    number: fc.oneof(
      { maxDepth: 2 },
      fc.constantFrom('1', '2.5', 'size(title)', 'size(["a"])'),
      form('size(_)', 'text'),
      form('_.size()', 'list'),
    ),
    list: fc.oneof({ maxDepth: 2 }, fc.constantFrom('["a", "B c"]', '[department, ""]', 'title.split("b")')),
  };
});

/** What a feed could have under any key. */
const value = fc.oneof(
  fc.constantFrom('a', 'B c', '', 'abc', ' a ', '2026-11-27', '2026-11-30', '0000-01-01', '9999-12-31'),
  fc.string(),
  fc.anything(),
);

const profile = fc.record(
  { department: value, title: value, city: value, hiredate: value, terminationdate: value },
  { requiredKeys: [] },
);

const now = fc.date({ min: new Date('2026-11-20'), max: new Date('2026-12-05'), noInvalidDate: true });

it('every condition that can be read has an answer for every profile, and tells its turns', () => {
  fc.assert(
    fc.property(truth, profile, now, (text, data, at) => {
      const read = condition(text);
      expect(typeof read.holds({ profile: data, now: at })).toBe('boolean');
      expect((read.turns?.({ profile: data, now: at }) ?? []).some(Number.isNaN)).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

it('answers as the library does, wherever that has an answer', () => {
  const keys = ['department', 'title', 'city'];
  const dateKeys = ['hiredate', 'terminationdate'];
  const library = new Environment();
  for (const key of keys) {
    library.registerVariable(key, 'string');
  }
  for (const key of [...dateKeys, 'now']) {
    library.registerVariable(key, 'google.protobuf.Timestamp');
  }
  let compared = 0;
  fc.assert(
    fc.property(truth, profile, now, (text, data, at) => {
      const values = {
        ...Object.fromEntries(keys.map((key) => [key, textOfKey(data[key as 'title'])])),
        ...Object.fromEntries(
          dateKeys.map((key) => [key, new Date(startOfDayOf(data[key as 'hiredate'], 'Europe/Berlin'))]),
        ),
        now: at,
      };
      expect(condition(text).holds({ profile: data, now: at })).toBe(library.evaluate(text, values));
      compared += 1;
    }),
    { numRuns: 3_000 },
  );
  expect(compared).toBe(3_000);
});

it('may turn only where it says so', () => {
  fc.assert(
    fc.property(
      truth,
      profile,
      now,
      fc.integer({ min: 1, max: 20 * 24 * 3_600_000 }),
      (text, data, at, wait) => {
        const read = condition(text);
        const turns = read.turns?.({ profile: data, now: at }) ?? [];
        const end = Math.min(
          at.getTime() + wait,
          ...turns.filter((turn) => turn > at.getTime()).map((turn) => turn - 1),
        );
        expect(read.holds({ profile: data, now: new Date(end) })).toBe(
          read.holds({ profile: data, now: at }),
        );
      },
    ),
    { numRuns: 2_000 },
  );
});
