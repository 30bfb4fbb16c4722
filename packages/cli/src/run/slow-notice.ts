import type { Io } from '../terminal/io';

/** Milliseconds before the notice: longer than nearly every command takes, yet short enough for a user who sees no output. */
const PATIENCE_MS = 3000;

/** Runs a task; if it takes long, prints once on a terminal what is pending and how to abort. */
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
