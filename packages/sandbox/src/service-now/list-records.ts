import type { VendorReply } from '@iam/conformance';
import type { QueryParameter } from '../query';
import { parseEncodedQuery } from './encoded-query';
import type { RecordStore } from './record-store';
import { recordsMatching } from './records-matching';
import { recordRenderer } from './render-record';
import type { ServiceNowSettings } from './service-now-options';
import { noRecord } from './service-now-problem';
import { parameterOf, type TableRequest } from './table-request';
import { covers } from './write-rules';

const DEFAULT_LIMIT = 10_000;

/**
 * `GET /table/{name}`. The limit applies before access controls, so that a page may be short, or empty, with more to follow;
 * the total counts what access controls hide, too.
 *
 * @throws ServiceNowProblem 404 for an empty list of version 1
 */
export const listRecords = (
  store: RecordStore,
  request: TableRequest,
  settings: ServiceNowSettings,
): VendorReply => {
  const { table, parameters, view } = request;
  const given = parameterOf(parameters, 'sysparm_query');
  const query = parseEncodedQuery(table, given ?? pairsOf(parameters), settings.caretEscape);
  const matching = { caseSensitive: settings.caseSensitive, displayValues: given === undefined };
  const found =
    query.isPartlyInvalid && settings.invalidQueryReturnsNoRows
      ? []
      : recordsMatching(store, table, query, matching);
  const offset = wholeNumber(parameters, 'sysparm_offset') ?? 0;
  const limit = wholeNumber(parameters, 'sysparm_limit') ?? DEFAULT_LIMIT;
  const hidden = settings.hidden[table.name];
  const page = found
    .slice(offset, offset + limit)
    .filter((row) => hidden === undefined || !covers(store, table, row, hidden));
  if (page.length === 0 && request.version === 'v1') {
    throw noRecord();
  }
  return {
    status: 200,
    headers: pagingHeaders(request, { offset, limit, total: found.length }),
    body: { result: page.map(recordRenderer(store, table, view)) },
  };
};

/** Name-value pairs become an encoded query as they are: a caret in a value begins the next condition. */
const pairsOf = (parameters: readonly QueryParameter[]): string =>
  parameters
    .filter(({ name }) => !name.startsWith('sysparm_'))
    .map(({ name, value = '' }) => `${name}=${value}`)
    .join('^');

const wholeNumber = (parameters: readonly QueryParameter[], name: string): number | undefined => {
  const value = parameterOf(parameters, name) ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
};

interface Page {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
}

/** Neither header where it is switched off; no links when one page holds everything. */
const pagingHeaders = (request: TableRequest, page: Page): Readonly<Record<string, string>> => {
  const counted = parameterOf(request.parameters, 'sysparm_no_count') !== 'true';
  const linked = parameterOf(request.parameters, 'sysparm_suppress_pagination_header') !== 'true';
  const links = linked ? linksOf(request, page, counted) : '';
  return {
    ...(counted ? { 'X-Total-Count': String(page.total) } : {}),
    ...(links === '' ? {} : { Link: links }),
  };
};

const linksOf = (request: TableRequest, { offset, limit, total }: Page, counted: boolean): string => {
  if (limit === 0 || (offset === 0 && total <= limit)) {
    return '';
  }
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  return [
    ['first', 0],
    ...(offset > 0 ? [['prev', Math.max(0, offset - limit)] as const] : []),
    ...(offset + limit < total ? [['next', offset + limit] as const] : []),
    // Without a count the end is not known.
    ...(counted ? [['last', last] as const] : []),
  ]
    .map(([relation, at]) => `<${pageUrl(request, Number(at), limit)}>;rel="${relation}"`)
    .join(',');
};

const pageUrl = ({ url, parameters }: TableRequest, offset: number, limit: number): string => {
  const kept = parameters
    .filter(({ name }) => name !== 'sysparm_offset' && name !== 'sysparm_limit')
    .map(({ name, value = '' }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${url}?${[...kept, `sysparm_limit=${limit}`, `sysparm_offset=${offset}`].join('&')}`;
};
