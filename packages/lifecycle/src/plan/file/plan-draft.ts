import { createHash } from 'node:crypto';
import { mkdtemp, open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { quotedText } from '@iam/core/internal';
import { DRAFT, removeAbandonedDrafts, removeQuietly } from './abandoned-drafts';
import { createLineFile, saying, type LineFile } from './line-file';
import { linesOf } from './lines';
import type {
  AppCounts,
  ErrorLine,
  GuardLine,
  ItemHead,
  ItemLine,
  PlanHead,
  PlanLine,
  RemarkLine,
  SkipLine,
  SumLine,
  UnmanagedLine,
} from './plan-line';
import { nextFreeName, putInPlace } from './plan-name';

/** What a plan says about one application. */
export type AppLine = ItemLine | SkipLine | RemarkLine | UnmanagedLine;

/**
 * The lines of one application, in the order of people. A line that can only be known when all people were seen leaves its place
 * free (`later`).
 */
export interface AppDraft {
  readonly add: (line: AppLine) => Promise<void> | undefined;
  /** Adds an item that is given in two parts: the same line as that of both in one. */
  readonly item: (head: ItemHead, rest: Omit<ItemLine, keyof ItemHead>) => Promise<void> | undefined;
  /** Leaves a place free, and answers its number among the free places of this application, from 0. */
  readonly later: () => number;
}

/** A plan that is being written: in files of its own beside the plan, until it is whole. */
export interface PlanDraft {
  readonly add: (line: ErrorLine | RemarkLine) => Promise<void> | undefined;
  readonly app: (name: string) => AppDraft;
  /** Puts the parts together. Nothing has the plan's name before it is whole and on the disk. */
  readonly finish: (ending: PlanEnding) => Promise<WrittenPlan>;
  /** Removes what was written. Also after `finish`; then it does nothing to the plan. */
  readonly discard: () => Promise<void>;
  /** Removes the plan too, where it has its name already. */
  readonly withdraw: () => Promise<void>;
}

export interface PlanEnding {
  readonly head: PlanHead;
  readonly guards: readonly GuardLine[];
  readonly sums: Readonly<Record<string, AppCounts>>;
  /** What fills the places that `later` left free, by application. */
  readonly later?: Readonly<Record<string, readonly (readonly AppLine[])[]>>;
  /** A fatal guard: only head, guards and sum are written. */
  readonly headOnly?: boolean;
}

export interface WrittenPlan {
  readonly path: string;
  readonly sha256: string;
  readonly sum: SumLine;
}

const FREE = '?';

/** Begins a plan in the folder of `out`, or in `folder` under the next free name of its day. */
export const draftPlan = async (
  apps: readonly string[],
  place: { readonly folder: string; readonly out?: string },
): Promise<PlanDraft> => {
  const folder = resolve(place.out === undefined ? place.folder : dirname(resolve(place.folder, place.out)));
  const work = await saying(folder, async () => {
    await removeAbandonedDrafts(folder, Date.now());
    return mkdtemp(join(folder, DRAFT));
  });
  let placed: string | undefined;
  const general = await createLineFile(join(work, 'general'));
  const names = [...apps].sort(byBytes);
  const drafts = new Map<string, { readonly file: LineFile; free: number }>();
  for (const [index, name] of names.entries()) {
    drafts.set(name, { file: await createLineFile(join(work, `app-${index}`)), free: 0 });
  }
  const discard = async (): Promise<void> => {
    await Promise.all([general, ...[...drafts.values()].map(({ file }) => file)].map((file) => file.close()));
    await removeQuietly(work);
  };
  return {
    add: (line) => general.add(JSON.stringify(line)),
    app: (name) => {
      const draft = drafts.get(name);
      if (draft === undefined) {
        throw new Error(`no application ${name} in this plan`);
      }
      return {
        add: (line) => draft.file.add(JSON.stringify(line)),
        // Putting both into one object first takes longer than writing it.
        item: ({ type, n, app, person, who }, rest) =>
          draft.file.add(
            `{"type":"${type}","n":${n},"app":${quotedText(app)},"person":${quotedText(person)},"who":${quotedText(who)},${JSON.stringify(rest).slice(1)}`,
          ),
        later: () => {
          void draft.file.add(FREE);
          draft.free += 1;
          return draft.free - 1;
        },
      };
    },
    finish: async ({ head, guards, sums, later = {}, headOnly = false }) => {
      await general.end();
      for (const { file } of drafts.values()) {
        await file.end();
      }
      const whole = await createLineFile(join(work, 'plan'));
      const hash = createHash('sha256');
      const add = (line: PlanLine): Promise<void> | undefined => {
        const text = JSON.stringify(line);
        hash.update(text).update('\n');
        return whole.add(text);
      };
      for (const line of [head, ...guards]) {
        await add(line);
      }
      if (!headOnly) {
        await copy(general.path, whole, hash);
        for (const [name, { file, free }] of drafts) {
          await (free === 0
            ? copy(file.path, whole, hash)
            : fill(file.path, later[name] ?? [], whole, hash, add));
        }
      }
      const sum: SumLine = { type: 'sum', apps: sums, sha256: hash.digest('hex') };
      await whole.add(JSON.stringify(sum));
      await whole.end(true);
      const chosen = place.out === undefined ? undefined : resolve(place.folder, place.out);
      const path = await saying(chosen ?? folder, () =>
        chosen === undefined
          ? nextFreeName(folder, head.made.slice(0, 10), whole.path)
          : putInPlace(whole.path, chosen),
      );
      placed = path;
      await discard();
      return { path, sha256: sum.sha256, sum };
    },
    discard,
    withdraw: async () => {
      await discard();
      if (placed !== undefined) {
        await removeQuietly(placed);
      }
    },
  };
};

/** By code units, so that a plan is sorted alike wherever it is made. */
export const byBytes = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

interface Hash {
  readonly update: (data: string | Uint8Array) => Hash;
}

const PIECE = 256 * 1024;

/** Through one buffer: a plan of a million people has a gigabyte. */
const copy = async (from: string, to: LineFile, hash: Hash): Promise<void> => {
  const file = await open(from, 'r');
  try {
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE);
      if (bytesRead === 0) {
        return;
      }
      const piece = buffer.subarray(0, bytesRead);
      const written = to.bytes(piece);
      // While it is written.
      hash.update(piece);
      await written;
    }
  } finally {
    await file.close();
  }
};

/** Copies a part and puts lines where places were left free. */
const fill = async (
  from: string,
  later: readonly (readonly AppLine[])[],
  to: LineFile,
  hash: Hash,
  add: (line: PlanLine) => Promise<void> | undefined,
): Promise<void> => {
  let place = 0;
  for await (const { lines } of linesOf(from)) {
    for (const bytes of lines) {
      const text = bytes.toString('utf8');
      if (text === FREE) {
        for (const line of later[place] ?? []) {
          await add(line);
        }
        place += 1;
      } else {
        hash.update(text).update('\n');
        const waits = to.add(text);
        if (waits !== undefined) {
          await waits;
        }
      }
    }
  }
};
