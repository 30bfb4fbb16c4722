import { checkFeed } from '../feed/check-feed';
import { openFeed } from '../feed/open-feed';
import type { FeedConfig } from '../config/lifecycle-config';
import type { Feed } from '../feed/feed-row';
import { feedCheckText } from '../screen/feed-check';
import type { CommandContext, ExitCode } from './command-context';
import { say } from './say';
import { lifecycleOf } from './with-config';

/** The feed of the configuration, or the file (`-` for standard input) that is named in its place. */
export const feedOf = (config: FeedConfig, file: string | undefined, context: CommandContext): Feed => {
  const { cwd, folder, env, signal } = context;
  const { from } = config;
  const rows = from.rows === undefined ? {} : { rows: from.rows };
  return openFeed(
    file === undefined
      ? config
      : { ...config, from: file === '-' ? { tag: 'stdin', ...rows } : { tag: 'file', path: file, ...rows } },
    { baseDir: file === undefined ? folder : cwd, stdin: whenRead(context.stdin), env, signal },
  );
};

/** Opens standard input when it is read first: an open one would keep the process from ending. */
async function* whenRead(open: CommandContext['stdin']): AsyncGenerator<Buffer | string, void> {
  yield* open() as AsyncIterable<Buffer | string>;
}

/** `iam feed check [FILE]`: what was understood of a feed; nothing else is read. */
export const checkFeedCommand =
  (file: string | undefined) =>
  async (context: CommandContext): Promise<ExitCode> => {
    const report = await checkFeed(feedOf(lifecycleOf(context).feed, file, context));
    say(context, report, feedCheckText(report));
    return report.usable && report.errors === 0 ? 0 : 1;
  };
