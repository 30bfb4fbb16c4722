import type { VendorReply } from '@iam/conformance';
import { isJsonObject, type JsonObject } from '../../json-object';
import type { OktaOrg } from '../org/okta-org';
import { malformedBody } from './okta-problem';

/** Who asks: the API token's owner or a service application. */
export interface OktaCaller {
  readonly kind: 'token' | 'client';
  readonly id: string;
  readonly name: string;
}

/** A request below `/api/v1` as the routes see it. */
export interface OktaCall {
  readonly method: string;
  /** The decoded path, for example `users/00u1/groups`. */
  readonly route: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly body: unknown;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The org's address, without a slash at the end. */
  readonly origin: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly caller: OktaCaller;
}

/** One endpoint. `*` in the path stands for a segment that is handed over, decoded. */
export interface OktaRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** The OAuth scope; one that ends in `.manage` includes its `.read`. */
  readonly scope: string;
  readonly answer: (org: OktaOrg, call: OktaCall, ids: readonly string[]) => VendorReply;
}

/** @throws OktaProblem E0000003 */
export const bodyOf = ({ body }: OktaCall): JsonObject => {
  if (!isJsonObject(body)) {
    throw malformedBody();
  }
  return body;
};

/** A parameter that is `true` or `false`. */
export const flagOf = ({ parameters }: OktaCall, name: string, usual: boolean): boolean => {
  const text = parameters.get(name);
  return text === undefined ? usual : text.toLowerCase() === 'true';
};

export const ok = (body: unknown): VendorReply => ({ status: 200, body });
