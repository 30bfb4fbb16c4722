import type { Io } from '../terminal/io';

/** Longer than nearly every command takes, shorter than the patience of who sees nothing. */
const PATIENCE_MS = 3000;

/** Does some work; a person at a terminal is told, once, when it takes long, and what can be done about it. */
export const withSlowNotice = async <Result>(
  name: string,
  work: () => Promise<Result>,
  io: Pick<Io, 'stderr' | 'after'>,
): Promise<Result> => {
  if (!io.stderr.isTTY) {
    return work();
  }
  const cancel = io.after(PATIENCE_MS, () => io.stderr.write(`waiting for ${name} … (Ctrl-C stops)\n`));
  try {
    return await work();
  } finally {
    cancel();
  }
};
