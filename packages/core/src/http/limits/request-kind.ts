import type { Method } from '../transport/wire';
import type { RequestKind } from './limiter';
import type { RequestLimit } from './limits';

/** The properties of a request that decide which limits count it. */
export interface LimitedRequest {
  readonly method: Method;
  /** The path below the base URL with `{}` for every value. */
  readonly template: string;
}

/** The name of what a limit counts. */
export const limitName = ({ of }: Pick<RequestLimit, 'of'>): string =>
  typeof of === 'object' ? [of.method, of.path].filter((part) => part !== undefined).join(' ') : (of ?? ALL);

const ALL = 'all';

/** Which of the limits count a request. */
export const requestKind = (
  limits: readonly RequestLimit[],
  { method, template }: LimitedRequest,
): RequestKind => {
  const counting = limits
    .filter(({ of }) => counts(of, method, template.replace(/^\//, '')))
    .sort((a, b) => narrowness(b) - narrowness(a));
  const names = [...new Set(counting.map(limitName))];
  return { name: names[0] ?? ALL, limits: names, method, path: template };
};

const counts = (of: RequestLimit['of'], method: Method, path: string): boolean => {
  if (typeof of !== 'object') {
    return isOneOf(method, of);
  }
  const isPath = of.path.endsWith('*') ? path.startsWith(of.path.slice(0, -1)) : path === of.path;
  return isPath && isOneOf(method, of.method);
};

const isOneOf = (method: Method, methods: Method | 'reads' | 'writes' | undefined): boolean =>
  methods === undefined || methods === method || methods === (method === 'GET' ? 'reads' : 'writes');

/** Orders limits from all requests over reads or writes to endpoints: a longer path is narrower, and one with a method is narrower than one
 * without. */
const narrowness = ({ of }: RequestLimit): number => {
  if (typeof of !== 'object') {
    return of === undefined ? 0 : 1;
  }
  return (
    2 +
    of.path.replace('*', '').length * 4 +
    (of.path.endsWith('*') ? 0 : 2) +
    (of.method === undefined ? 0 : 1)
  );
};
