import type { VendorReply, VendorRequest } from '@iam/conformance';
import { isJsonObject } from '../json-object';
import { pathSegments } from '../query';

/** A request that a server answered, and when. Times are milliseconds of one clock of this process that never goes back. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The id of the user it is about, that of a new one too; undefined when it is about none, or about many. */
  readonly user: string | undefined;
  /** What the vendor answered; undefined when it was not asked. */
  readonly status: number | undefined;
  /** What was sent; undefined when the connection was cut instead. */
  readonly sent: number | undefined;
  /** When the request began to arrive. */
  readonly from: number;
  /** When the last of the reply was handed over, or the connection ended. */
  readonly until: number;
}

/** Whether the vendor carried out a write; its reply may have been lost. */
export const isAcceptedWrite = ({ method, status = 0 }: SeenRequest): boolean =>
  !['GET', 'HEAD', 'OPTIONS'].includes(method) && status >= 200 && status < 300;

/** How many requests about a user were under way at once, at most, for each user. */
export const mostAtOnce = (requests: readonly SeenRequest[]): ReadonlyMap<string, number> => {
  const most = new Map<string, number>();
  const underWay = new Map<string, SeenRequest[]>();
  for (const request of [...requests].sort((one, other) => one.from - other.from)) {
    if (request.user !== undefined) {
      const before = underWay.get(request.user) ?? [];
      const now = [...before.filter(({ until }) => until > request.from), request];
      underWay.set(request.user, now);
      most.set(request.user, Math.max(now.length, most.get(request.user) ?? 0));
    }
  }
  return most;
};

const COLLECTIONS = ['Users', 'users', 'sys_user'];

/** The id of the user that a request is about: from its path, or of a new user, from the vendor's answer. */
export const userOf = (
  { method, path }: Pick<VendorRequest, 'method' | 'path'>,
  answer: VendorReply | null,
): string | undefined => {
  const segments = pathSegments(path) ?? [];
  const at = segments.findIndex((segment) => COLLECTIONS.includes(segment));
  const id = at < 0 ? undefined : segments[at + 1];
  if (id !== undefined && id !== '') {
    return id;
  }
  return at < 0 || method !== 'POST' ? undefined : newIdIn(answer?.body);
};

const newIdIn = (body: unknown): string | undefined => {
  const record = isJsonObject(body) ? (isJsonObject(body['result']) ? body['result'] : body) : {};
  const id = record['id'] ?? record['user_id'] ?? record['sys_id'];
  return typeof id === 'string' ? id : undefined;
};
