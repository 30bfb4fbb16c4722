import type { Clock } from '../../../http/clock';

/** What references led to, for all commands of an instance: the people of one run often have one manager. */
export interface ReferenceMemory {
  readonly recall: (key: string) => string | undefined;
  readonly keep: (key: string, value: string) => void;
}

/** An address may pass to another person, so what it led to is not believed for longer (milliseconds). */
const BELIEVED_FOR = 60_000;

const MAX_KEPT = 1000;

/** Keeps what was found only: who was not found may be created meanwhile. */
export const referenceMemory = ({ now }: Pick<Clock, 'now'>): ReferenceMemory => {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  return {
    recall: (key) => {
      const found = kept.get(key);
      return found !== undefined && now() < found.until ? found.value : undefined;
    },
    keep: (key, value) => {
      // The one that was kept first is the oldest: a Map keeps its order, and a key is put at the end again.
      kept.delete(key);
      const [oldest] = kept.keys();
      if (kept.size >= MAX_KEPT && oldest !== undefined) {
        kept.delete(oldest);
      }
      kept.set(key, { value, until: now() + BELIEVED_FOR });
    },
  };
};
