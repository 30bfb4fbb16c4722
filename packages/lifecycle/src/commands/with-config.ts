import { resolve } from 'node:path';
import { readInputFile, whyUnreadable } from '@iam/core';
import * as E from 'fp-ts/Either';
import { decodeLifecycle } from '../config/decode-lifecycle';
import type { LifecycleConfig } from '../config/lifecycle-config';
import { readFeedMapper } from '../feed/feed-mapper';
import { WrongCall, type CommandContext } from './command-context';

/** Where the section `lifecycle` stands, and what its names refer to. */
export type SectionPlace = Pick<CommandContext, 'section' | 'folder' | 'instances'>;

/** Reads the section `lifecycle` with the files it names, but for the feed; asks no application. Left: all its mistakes. */
export const readSection = ({
  section,
  folder,
  instances,
}: SectionPlace): E.Either<readonly string[], LifecycleConfig> =>
  decodeLifecycle(section, {
    instances,
    readKey: keyIn(folder),
    // No integration has a command that deletes accounts: disabled is what they become.
    canDelete: () => false,
    keysOfMapper: (mapper) => {
      const rule = readFeedMapper(mapper, folder);
      // What is wrong with the file is said when the feed is read.
      return E.isLeft(rule) ? [] : rule.right.keys;
    },
  });

/** The section `lifecycle`, or all its mistakes as a WrongCall. */
export const lifecycleOf = (context: CommandContext): LifecycleConfig => {
  const { section, file } = context;
  if (section === undefined) {
    throw new WrongCall([
      `${file} has no section "lifecycle", which says where the feed is and who gets what.`,
      'docs/lifecycle.md begins with one to copy.',
    ]);
  }
  const read = readSection(context);
  if (E.isLeft(read)) {
    throw new WrongCall([
      `The configuration ${file} cannot be used:`,
      ...read.left.map((text) => `  ${text}`),
    ]);
  }
  return read.right;
};

const keyIn =
  (folder: string) =>
  (path: string): E.Either<string, string> => {
    try {
      return E.right(readInputFile(resolve(folder, path)));
    } catch (thrown) {
      return E.left(`the file ${path} ${whyUnreadable(thrown)}`);
    }
  };
