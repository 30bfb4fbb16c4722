import { createHmac, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { readInputFile, Secret, type Failure } from '@iam/core';
import { fetchDocument, resolveReference, urlOf } from '@iam/core/internal';
import * as E from 'fp-ts/Either';
import type { NotifyConfig } from '../config/lifecycle-config';
import type { Notification } from './notification';
import type { WorkerEvent } from './worker-event';

/** Tells the webhook, in order and beside the work. */
export interface Notifier {
  readonly tell: (notification: Notification) => void;
  /** Resolves when everything was told, or given up. */
  readonly settled: () => Promise<void>;
}

export interface NotifierMeans {
  readonly config: NotifyConfig | undefined;
  /** Where files of secrets are named relative to. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly log: (event: WorkerEvent) => void;
  /** Ends what is being told. */
  readonly abort: AbortSignal;
}

const TIMEOUT_MS = 10_000;
/** Before the second attempt, and before the third. */
const PAUSES_MS = [2_000, 10_000];
const MAX_REPLY_BYTES = 64 * 1024;

export const createNotifier = (means: NotifierMeans): Notifier => {
  const { config, log } = means;
  let last: Promise<void> = Promise.resolve();
  return {
    tell: (notification) => {
      if (config?.on.includes(notification.event) === true) {
        last = last
          .then(() => deliver(config, notification, means))
          .catch((thrown: unknown) => {
            log({ event: 'not-told', text: `${notification.event} was not told: ${String(thrown)}` });
          });
      }
    },
    settled: () => last,
  };
};

/** Why the secrets of a webhook cannot be had; undefined when they can. */
export const notifyProblem = (config: NotifyConfig | undefined, means: SecretMeans): string | undefined => {
  const found = config === undefined ? undefined : secretsOf(config, means);
  return found !== undefined && E.isLeft(found) ? found.left : undefined;
};

type SecretMeans = Pick<NotifierMeans, 'folder' | 'env'>;

interface Secrets {
  readonly bearer?: Secret;
  readonly secret?: Secret;
}

/** Looked up for every notification: a token may be renewed while a worker runs. */
const secretsOf = (
  { bearer, secret }: NotifyConfig,
  { folder, env }: SecretMeans,
): E.Either<string, Secrets> => {
  const sources = { env, readFile: (path: string) => readInputFile(resolve(folder, path)) };
  const found: Record<string, Secret> = {};
  for (const [name, reference] of Object.entries({ bearer, secret })) {
    if (reference !== undefined) {
      const value = resolveReference(reference, sources);
      if (E.isLeft(value)) {
        return E.left(`lifecycle.notify.${name}: ${value.left}`);
      }
      found[name] = new Secret(String(value.right));
    }
  }
  return E.right(found);
};

const deliver = async (
  config: NotifyConfig,
  notification: Notification,
  means: NotifierMeans,
): Promise<void> => {
  const { log, sleep, abort } = means;
  const secrets = secretsOf(config, means);
  const give = (why: string): void =>
    log({
      event: 'not-told',
      text: `${notification.event} was not told to ${originOf(config.url)}: ${why}. The work goes on.`,
    });
  if (E.isLeft(secrets)) {
    give(secrets.left);
    return;
  }
  // The same in every attempt, so that a receiver can tell a repetition.
  const json = JSON.stringify({ id: randomUUID(), ...notification });
  for (let attempt = 0; ; attempt += 1) {
    const posted = await post(config, json, secrets.right, means);
    if (E.isRight(posted) || abort.aborted) {
      return;
    }
    const pause = PAUSES_MS[attempt];
    if (pause === undefined || !isPassing(posted.left)) {
      give(whyOf(posted.left));
      return;
    }
    await sleep(pause, abort).catch(() => undefined);
  }
};

const post = (
  { url, proxy }: NotifyConfig,
  json: string,
  { bearer, secret }: Secrets,
  { env, abort }: NotifierMeans,
) =>
  fetchDocument({
    url,
    ...(bearer === undefined ? {} : { bearer }),
    post: { json, headers: secret === undefined ? {} : { 'X-IAM-Signature': signatureOf(json, secret) } },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_REPLY_BYTES,
    signal: abort,
    proxy,
    env,
  });

/** `sha256=` and the hexadecimal HMAC-SHA256 of the body, as it was sent. */
const signatureOf = (json: string, secret: Secret): string =>
  `sha256=${createHmac('sha256', secret.reveal()).update(json).digest('hex')}`;

/** Whether the same notification may be taken a little later. */
const isPassing = ({ status }: Failure): boolean =>
  status === null || status >= 500 || status === 408 || status === 429;

const whyOf = ({ status, kind, message }: Failure): string =>
  `${status === null ? '' : `${status} `}${kind}: ${(message.split('\n')[0] ?? '').replace(/\.$/, '')}`;

/** The path of a webhook often is its secret. */
const originOf = (url: string): string => urlOf(url)?.origin ?? 'the webhook';
