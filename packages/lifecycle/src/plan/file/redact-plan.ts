import * as E from 'fp-ts/Either';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { mkdtemp, rename } from 'node:fs/promises';
import { DRAFT, removeQuietly } from './abandoned-drafts';
import { createLineFile, saying } from './line-file';
import type { PlanLine } from './plan-line';
import type { PlanRefusal } from './plan-refusal';
import { readPlan } from './read-plan';

/** A line without the values of people: names of attributes and groups, keys of people and counts stay. */
export const redactedLine = (line: PlanLine): PlanLine => {
  switch (line.type) {
    case 'plan':
      return { ...line, redacted: true };
    case 'item': {
      const { profile: _left, ...rest } = line;
      return {
        ...rest,
        who: line.person,
        because: line.because.map(withoutValue),
        change: Object.fromEntries(Object.keys(line.change).map((key) => [key, [null, null] as const])),
      };
    }
    case 'skip':
      return { ...line, who: line.person };
    case 'unmanaged':
      return { ...line, username: null, email: null };
    default:
      return line;
  }
};

/** `terminationdate=2026-11-30` → `terminationdate`. */
const withoutValue = (text: string): string => text.split('=', 1)[0] ?? '';

/** Writes a copy of a plan without values; it has a sum of its own, and no approvals. */
export const redactPlan = async (
  from: string,
  to: string,
): Promise<E.Either<PlanRefusal, { readonly path: string }>> => {
  const work = await saying(to, () => mkdtemp(join(dirname(to), DRAFT)));
  try {
    const file = await createLineFile(join(work, 'plan'));
    const hash = createHash('sha256');
    const read = await readPlan(from, (line) => {
      if (line.type === 'approval') {
        return undefined;
      }
      const redacted = JSON.stringify(
        line.type === 'sum' ? { ...line, sha256: hash.digest('hex') } : redactedLine(line),
      );
      if (line.type !== 'sum') {
        hash.update(redacted).update('\n');
      }
      return file.add(redacted);
    });
    await file.end(true);
    if (E.isLeft(read)) {
      return read;
    }
    await saying(to, () => rename(file.path, to));
    return E.right({ path: to });
  } finally {
    await removeQuietly(work);
  }
};
