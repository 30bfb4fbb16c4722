import { createReadStream } from 'node:fs';
import { extname, resolve } from 'node:path';
import { readInputFile, Secret, whyUnreadable, isSecret, type Failure } from '@iam/core';
import { fetchDocument, resolveReference, urlOf, type Sources } from '@iam/core/internal';
import * as E from 'fp-ts/Either';
import type { FeedConfig, FeedSource } from '../config/lifecycle-config';

/** Where a feed is read from, beside what the configuration says. */
export interface FeedInputs {
  /** The folder that files are named relative to. */
  readonly baseDir: string;
  readonly stdin?: AsyncIterable<Buffer | string>;
  readonly signal?: AbortSignal;
  /** Where `env:` references and the proxy variables are looked up; the process's environment when absent. */
  readonly env?: Sources['env'];
  /** Fetches a report through the proxy that the variables name. */
  readonly proxy?: boolean;
  /** Trusts any certificate when a report is fetched. */
  readonly insecure?: boolean;
}

/** How long a report may take: Workday computes it while the client waits. */
const FETCH_TIMEOUT_MS = 300_000;

/** The largest report that is fetched; it is held in memory. Some 200,000 people of Workday's. A file has no limit. */
export const MAX_REPORT_BYTES = 256 * 1024 * 1024;

/** Bytes that are read at a time. */
const PIECE = 128 * 1024;

/** As it is shown: `file:hr.csv`, `stdin:`, or the address without its query, which may hold a key. */
export const uriOf = (from: FeedSource): string => {
  switch (from.tag) {
    case 'file':
      return `file:${from.path}`;
    case 'stdin':
      return 'stdin:';
    case 'url': {
      const url = urlOf(from.url);
      return url === undefined ? 'url:' : `${url.origin}${url.pathname}`;
    }
  }
};

export const extensionOf = (from: FeedSource): string =>
  from.tag === 'file' ? extname(from.path).slice(1).toLowerCase() : '';

/** Why a feed cannot be had, as a whole sentence; thrown by `bytesOf`, because it is met while the bytes are read. */
export class UnreadableFeed extends Error {
  override readonly name = 'UnreadableFeed';
}

/** The bytes of a feed in pieces. */
export async function* bytesOf({ from }: FeedConfig, inputs: FeedInputs): AsyncGenerator<Buffer, void> {
  for await (const bytes of wholeOf(from, inputs)) {
    inputs.signal?.throwIfAborted();
    for (let at = 0; at < bytes.length; at += PIECE) {
      yield bytes.subarray(at, at + PIECE);
    }
  }
}

async function* wholeOf(from: FeedSource, inputs: FeedInputs): AsyncGenerator<Buffer, void> {
  switch (from.tag) {
    case 'file':
      return yield* fileBytes(from.path, inputs);
    case 'stdin':
      return yield* inputBytes(inputs);
    case 'url':
      yield await reportBytes(from, inputs);
  }
}

async function* fileBytes(path: string, { baseDir, signal }: FeedInputs): AsyncGenerator<Buffer, void> {
  const stream = createReadStream(resolve(baseDir, path), { highWaterMark: PIECE });
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (thrown) {
    signal?.throwIfAborted();
    throw new UnreadableFeed(`The feed ${path} ${whyUnreadable(thrown)}.`);
  } finally {
    stream.destroy();
  }
}

async function* inputBytes({ stdin }: FeedInputs): AsyncGenerator<Buffer, void> {
  if (stdin === undefined) {
    throw new UnreadableFeed('The feed is standard input, and there is none.');
  }
  for await (const chunk of stdin) {
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
}

type Report = Extract<FeedSource, { tag: 'url' }>;

const reportBytes = async (from: Report, inputs: FeedInputs): Promise<Buffer> => {
  const { env = process.env, baseDir, signal } = inputs;
  const sources: Sources = { env, readFile: (path) => readInputFile(resolve(baseDir, path)) };
  const username = secretOf('username', from.username, sources)?.reveal();
  const password = secretOf('password', from.password, sources);
  const bearer = secretOf('bearer', from.bearer, sources);
  if ((username === undefined) !== (password === undefined)) {
    throw new UnreadableFeed(
      `The feed's ${username === undefined ? 'username' : 'password'} is missing: a report is fetched with both.`,
    );
  }
  const got = await fetchDocument({
    url: from.url,
    ...(username === undefined || password === undefined ? {} : { basic: { username, password } }),
    ...(bearer === undefined ? {} : { bearer }),
    timeoutMs: FETCH_TIMEOUT_MS,
    maxBytes: MAX_REPORT_BYTES,
    signal,
    proxy: inputs.proxy === true,
    insecure: inputs.insecure === true,
    env,
  });
  if (E.isLeft(got)) {
    signal?.throwIfAborted();
    throw new UnreadableFeed(`The feed ${uriOf(from)} could not be fetched: ${whyNotFetched(got.left)}`);
  }
  return got.right;
};

/** The usual advice of core is about instances; a report has an own one where there is something to do about it. */
const whyNotFetched = ({ status, kind, message, next }: Failure): string => {
  const [line] = message.split('\n');
  const said = `${status === null ? '' : `${status} `}${kind}: ${(line ?? '').replace(/\.$/, '')}.`;
  const advice = ADVICE[kind] ?? (kind === 'malformed-reply' ? next : undefined);
  return advice === undefined ? said : `${said} ${advice}`;
};

const ADVICE: Readonly<Partial<Record<Failure['kind'], string>>> = {
  unauthorized: 'Check the user name and password (or bearer) of the feed.',
  forbidden: 'Give the user of the feed the right to see the report.',
  timeout: `A report may take ${FETCH_TIMEOUT_MS / 1000} s; make it smaller, or have it written to a file.`,
};

const secretOf = (name: string, given: string | Secret | undefined, sources: Sources): Secret | undefined => {
  if (given === undefined || isSecret(given)) {
    return given;
  }
  const found = resolveReference(given, sources);
  if (E.isLeft(found)) {
    throw new UnreadableFeed(`The feed's ${name}: ${found.left}.`);
  }
  return new Secret(String(found.right));
};
