import type { VendorReply, VendorRequest } from './fake-vendor';
import { keysOf, valueAt, withValueAt } from '@iam/core/internal';
import type { Paging } from './rest-lists';
import type { RestRoute } from './rest-options';
import { RestProblem } from './rest-problem';
import type { RestRecord } from './rest-records';
import type { RestCall, RestMatch } from './rest-routes';

/** How the fake around a collection words replies. */
export interface Wording {
  /** A value in the envelope. */
  readonly ok: (value: unknown, status?: number) => VendorReply;
  readonly paging: Paging;
}

/** What an action knows of the request. */
export interface RestAsked<A extends string> extends RestMatch<A> {
  readonly call: RestCall;
  readonly request: VendorRequest;
}

/** The reply with a record, in the form that the route has. */
export const recordReply = <A extends string>(
  { replies = 'record', status }: RestRoute<A>,
  record: RestRecord,
  id: string,
  { ok }: Wording,
  usual = 200,
): VendorReply => {
  switch (replies) {
    case 'record':
      return ok(record, status ?? usual);
    case 'id':
      return ok({ [id]: record[id] }, status ?? usual);
    case 'empty':
      return { status: status ?? usual, body: {} };
    case 'nothing':
      return { status: status ?? 204 };
  }
};

/** What is answered when there is no record any more, or none to show. */
export const doneReply = <A extends string>({ replies, status }: RestRoute<A>): VendorReply =>
  replies === 'empty' ? { status: status ?? 200, body: {} } : { status: status ?? 204 };

/** The records that a query asks for, as a page. */
export const searchReply = <A extends string>(
  find: (wanted: readonly (readonly [field: string, value: string])[]) => readonly RestRecord[],
  { request, call, chosenBy }: RestAsked<A>,
  { paging }: Wording,
): VendorReply => {
  const others = [...paging.parameters, ...chosenBy];
  return paging.page(find([...call.query].filter(([name]) => !others.includes(name))), request);
};

/** Refuses what cannot be done to a record as it is now. */
export const refuseFrom = <A extends string>(
  { from = {}, refusal = 400 }: RestRoute<A>,
  record: RestRecord,
): void => {
  const wrong = Object.keys(from).find((name) => from[name]?.includes(valueAt(record, name)) === false);
  if (wrong !== undefined) {
    throw new RestProblem(
      refusal,
      `This is not possible while ${wrong} is ${String(valueAt(record, wrong))}`,
    );
  }
};

/** The fields with those of the route laid over them. */
export const withSet = <A extends string>({ set = {} }: RestRoute<A>, fields: RestRecord): RestRecord =>
  Object.entries(set).reduce<RestRecord>(
    (changed, [name, value]) => withValueAt(changed, keysOf(name), value),
    fields,
  );
