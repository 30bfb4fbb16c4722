import { resolve } from 'node:path';
import { readInputFile, whyUnreadable } from '@iam/core';
import { parseMapperFile } from '@iam/core/internal';
import * as E from 'fp-ts/Either';
import { mapperRule, type FeedRule } from './feed-rule';

/** The rule that an incoming mapper's file is. Left: every problem, naming the file. */
export const readFeedMapper = (path: string, baseDir: string): E.Either<readonly string[], FeedRule> => {
  const read = E.tryCatch(() => readInputFile(resolve(baseDir, path)), whyUnreadable);
  if (E.isLeft(read)) {
    return E.left([`The mapper file ${path} ${read.left}.`]);
  }
  const parsed = parseMapperFile(read.right, path);
  if (E.isLeft(parsed)) {
    return parsed;
  }
  if (parsed.right.direction !== 'incoming') {
    return E.left([`${path} holds an outgoing mapper; a feed needs an incoming one.`]);
  }
  const rule = mapperRule(parsed.right);
  const twice = rule.keys.find((key, index) => rule.keys.indexOf(key) < index);
  return twice === undefined ? E.right(rule) : E.left([`${path} makes the key "${twice}" from two labels.`]);
};
