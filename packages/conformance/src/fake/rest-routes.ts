import type { RestRoute, RestRoutes } from './rest-options';
import { RestProblem } from './rest-problem';

/** A request below a collection. */
export interface RestCall {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** The line that a request fits, with what its path says. */
export interface RestMatch<A extends string> {
  readonly route: RestRoute<A>;
  /** The record's id; `''` for the collection. */
  readonly id: string;
  readonly member: string;
  /** The parameters of the query by which the line was chosen: no search. */
  readonly chosenBy: readonly string[];
}

interface Line<A extends string> {
  readonly method: string;
  readonly parts: readonly string[];
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly route: RestRoute<A>;
}

/** The common lines with a vendor's own ones laid over them. Throws an Error for a line that cannot be read. */
export const routeTable = <A extends string>(
  common: RestRoutes<A>,
  own: RestRoutes<A> = {},
): ((call: RestCall) => RestMatch<A>) => {
  const lines = Object.entries({ ...common, ...own })
    .flatMap(([key, route]) => (route === null ? [] : [lineOf(key, route)]))
    .sort((one, other) => other.query.length - one.query.length);

  return ({ method, segments, query }) => {
    const here = lines.filter(({ parts }) => fits(parts, segments));
    if (here.length === 0) {
      throw new RestProblem(404, 'There is no such address');
    }
    const line = here.find(
      (one) => one.method === method && one.query.every(([name, value]) => query.get(name) === value),
    );
    if (line === undefined) {
      throw new RestProblem(405, `${method} is not supported here`);
    }
    const valueOf = (part: string): string => segments[line.parts.indexOf(part)] ?? '';
    return {
      route: line.route,
      id: valueOf('{id}'),
      member: valueOf('{member}'),
      chosenBy: line.query.map(([name]) => name),
    };
  };
};

const lineOf = <A extends string>(key: string, route: A | RestRoute<A>): Line<A> => {
  const [, method, path = '', query = ''] = LINE.exec(key) ?? [];
  const parts = path === '' ? [] : path.split('/');
  const unknown = parts.find((part) => part === '' || (/[{}]/.test(part) && !PLACES.includes(part)));
  if (method === undefined || unknown !== undefined) {
    throw new Error(
      `${JSON.stringify(key)} is no line of a route table; one looks like "POST {id}/lifecycle/activate" or "POST ?activate=false".`,
    );
  }
  return {
    method,
    parts,
    query: [...new URLSearchParams(query)],
    route: typeof route === 'string' ? { does: route } : route,
  };
};

const LINE = /^([A-Z]+)(?: ([^?\s]*)(?:\?(\S+))?)?$/;
const PLACES: readonly string[] = ['{id}', '{member}'];

const fits = (parts: readonly string[], segments: readonly string[]): boolean =>
  parts.length === segments.length &&
  parts.every((part, index) => PLACES.includes(part) || part === segments[index]);
