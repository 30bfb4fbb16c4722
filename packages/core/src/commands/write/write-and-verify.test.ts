import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { failure, type Failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import { attempt } from '../attempt';
import { writeAndVerify, type Verification } from './write-and-verify';

const lost = failure('network', 'Lost.', { effect: 'unknown' });
type Seen = Verification<string, string>;
const seen: Seen = { tag: 'carried-out', value: 'seen' };
const unseen: Seen = { tag: 'not-seen' };
const stale = failure('changed-meanwhile', 'Stale.', { status: 412 });
const current: Seen = { tag: 'not-seen', seen: 'current', versioned: true };
const cannotTell: Seen = { tag: 'cannot-tell' };
const harmless: Seen = { tag: 'send-again', seen: 'the rest' };

/** Writes and looks that come to these ends, one after the other. */
const settle = async (writes: readonly (string | Failure)[], looks: readonly (Seen | Failure)[]) => {
  const log: string[] = [];
  const play = <A>(name: string, script: readonly (A | Failure)[]) => {
    let next = 0;
    const turn = async (): Promise<A> => {
      log.push(name);
      const end = script[next++];
      if (end === undefined) {
        throw new Error(`no more ${name}`);
      }
      if (typeof end === 'object' && end !== null && 'kind' in end) {
        throw new IAMError(end);
      }
      return end as A;
    };
    return () => attempt(turn);
  };
  const ended = await writeAndVerify<string, string>(play('write', writes), play('look', looks))();
  return { log: log.join(' '), ended };
};

describe('a write', () => {
  it.each<[string, (string | Failure)[], (Seen | Failure)[], string, unknown]>([
    ['that is answered is done', ['answered'], [], 'write', E.right('answered')],
    [
      'that is refused is not repeated',
      [failure('conflict', 'Taken.', { status: 409 })],
      [],
      'write',
      E.left({ kind: 'conflict', effect: 'none' }),
    ],
    ['whose reply is lost is done when the look shows it', [lost], [seen], 'write look', E.right('seen')],
    [
      'whose reply is lost is sent once more when the look does not show it',
      [lost, 'answered'],
      [unseen],
      'write look write',
      E.right('answered'),
    ],
    ...(['network', 'timeout', 'vendor-error'] as const).map(
      (kind): [string, (string | Failure)[], (Seen | Failure)[], string, unknown] => [
        `that ends unknown by ${kind} is sent once more when the look does not show it`,
        [failure(kind, 'No reply.', { effect: 'unknown' }), 'answered'],
        [unseen],
        'write look write',
        E.right('answered'),
      ],
    ),
    [
      'that is lost twice is looked for twice',
      [lost, lost],
      [unseen, seen],
      'write look write look',
      E.right('seen'),
    ],
    [
      'that is lost twice and never seen has failed, and may have been carried out all the same',
      [lost, lost],
      [unseen, unseen],
      'write look write look',
      E.left({
        kind: 'network',
        effect: 'unknown',
        message: 'Lost. A look afterwards did not show the change.',
      }),
    ],
    [
      'is not repeated when the look cannot tell',
      [lost],
      [cannotTell],
      'write look',
      E.left({ effect: 'unknown', message: 'Lost. A look afterwards did not show the change.' }),
    ],
    [
      'that cannot be looked for stays undecided and is not repeated',
      [lost],
      [failure('vendor-error', 'Down.', { status: 500 })],
      'write look',
      E.left({
        kind: 'network',
        effect: 'unknown',
        message: expect.stringContaining('is not known: the look afterwards failed too (Down.)'),
      }),
    ],
    [
      'that is lost and then refused is refused, but the first may have been carried out',
      [lost, failure('conflict', 'Taken.', { status: 409 })],
      [unseen],
      'write look write',
      E.left({ kind: 'conflict', effect: 'unknown' }),
    ],
    [
      'that is lost and then stopped before it left may have been carried out',
      [lost, failure('interrupted', 'Stopped.')],
      [unseen],
      'write look write',
      E.left({ kind: 'interrupted', effect: 'unknown' }),
    ],
    [
      'that ends in 500 is looked for',
      [failure('vendor-error', 'Down.', { status: 500, effect: 'unknown' })],
      [seen],
      'write look',
      E.right('seen'),
    ],
    [
      'that is answered unreadably is looked for',
      [failure('malformed-reply', '?', { effect: 'unknown' })],
      [seen],
      'write look',
      E.right('seen'),
    ],
    [
      'that was acknowledged unreadably and is not seen yet is not repeated: that could duplicate a user',
      [failure('malformed-reply', '?', { effect: 'unknown' })],
      [unseen],
      'write look',
      E.left({ effect: 'unknown', message: '? A look afterwards did not show the change.' }),
    ],
    [
      'that does no harm is repeated even when it was acknowledged unreadably',
      [failure('malformed-reply', '?', { effect: 'unknown' }), 'answered'],
      [harmless],
      'write look write',
      E.right('answered'),
    ],
    [
      'that is refused because the record is another by now is sent again, planned on what is there',
      [stale, 'answered'],
      [current],
      'write look write',
      E.right('answered'),
    ],
    [
      'that is refused for want of a version is sent again under the one that the look shows',
      [failure('version-required', 'Which?', { status: 428 }), 'answered'],
      [current],
      'write look write',
      E.right('answered'),
    ],
    [
      'that is refused because the record is another by now is done when nothing is left to do',
      [stale],
      [seen],
      'write look',
      E.right('seen'),
    ],
    [
      'that is refused twice so has failed, and nothing was written',
      [stale, stale],
      [current, current],
      'write look write look',
      E.left({ kind: 'changed-meanwhile', effect: 'none', message: 'Stale.' }),
    ],
    [
      'that is refused so is not sent again where no version is known',
      [stale],
      [unseen],
      'write look',
      E.left({ kind: 'changed-meanwhile', effect: 'none', message: 'Stale.' }),
    ],
    [
      'that is refused so and cannot be planned again has changed nothing',
      [stale],
      [failure('vendor-error', 'Down.', { status: 500 })],
      'write look',
      E.left({
        kind: 'changed-meanwhile',
        effect: 'none',
        message: 'Stale. Reading it again failed (Down.)',
      }),
    ],
    [
      'that is lost and then refused so may have been carried out: it is looked for once more',
      [lost, stale],
      [current, seen],
      'write look write look',
      E.right('seen'),
    ],
    [
      'that is lost, refused so and never seen may have been carried out all the same',
      [lost, stale],
      [current, current],
      'write look write look',
      E.left({ kind: 'changed-meanwhile', effect: 'unknown' }),
    ],
    [
      'that does no harm is not known to be carried out without a reply',
      [lost, lost],
      [harmless, harmless],
      'write look write look',
      E.left({
        effect: 'unknown',
        message: 'Lost. Whether it was carried out is not known: a look afterwards cannot tell.',
      }),
    ],
    [
      'that the caller stopped is left as it is',
      [failure('interrupted', 'Stopped.', { effect: 'unknown' })],
      [],
      'write',
      E.left({ kind: 'interrupted' }),
    ],
    [
      'that met a defect is left as it is',
      [failure('defect', 'TypeError', { effect: 'unknown' })],
      [],
      'write',
      E.left({ kind: 'defect' }),
    ],
  ])('%s', async (_, writes, looks, log, end) => {
    const settled = await settle(writes, looks);

    expect(settled.log).toBe(log);
    expect(settled.ended).toMatchObject(end as object);
  });

  it('receives what was seen when it is sent again', async () => {
    const told: unknown[] = [];
    const settled = await writeAndVerify<string, string>(
      (again) => {
        told.push(again?.seen);
        return again === undefined ? TE.left(lost) : TE.right('answered');
      },
      () => TE.right({ tag: 'not-seen', seen: 'another state' }),
    )();
    expect(settled).toEqual(E.right('answered'));
    expect(told).toEqual([undefined, 'another state']);
  });

  it('whose look meets a defect stays undecided: what was written is said all the same', async () => {
    const settled = await writeAndVerify<string>(
      () => TE.left(lost),
      () => {
        throw new TypeError('undefined is no record');
      },
    )();
    expect(settled).toMatchObject(
      E.left({
        kind: 'network',
        effect: 'unknown',
        message: expect.stringContaining('TypeError: undefined is no record'),
      }),
    );
  });
});
