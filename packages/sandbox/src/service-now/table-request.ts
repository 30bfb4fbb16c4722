import type { VendorRequest } from '@iam/conformance';
import { isJsonObject, type JsonObject } from '../json-object';
import { parseQuery, pathSegments, type QueryParameter } from '../query';
import { originOf } from '../scim/public-url';
import type { RecordView } from './render-record';
import type { Table } from './service-now-columns';
import type { ServiceNowSettings } from './service-now-options';
import { badRequest, ServiceNowProblem } from './service-now-problem';
import { tableNamed } from './service-now-tables';

/** A request to the Table API, read. */
export interface TableRequest {
  /** After `X-http-method-override`. */
  readonly method: string;
  /** `v1`, `v2`, or undefined for the latest. */
  readonly version: string | undefined;
  readonly table: Table;
  /** Undefined for the whole table. */
  readonly sysId: string | undefined;
  readonly parameters: readonly QueryParameter[];
  readonly body: unknown;
  /** The address of the table's list, without a query. */
  readonly url: string;
  readonly view: RecordView;
  /** `X-no-response-body: true`. */
  readonly withoutBody: boolean;
}

/** @throws ServiceNowProblem 400 for a path, query, header or body that cannot be read */
export const readTableRequest = (request: VendorRequest, settings: ServiceNowSettings): TableRequest => {
  const { version, name, sysId } = locate(request.path);
  const parameters = parseQuery(request.query);
  if (parameters === undefined) {
    throw badRequest('Exception while reading request', 'The query is not encoded correctly');
  }
  checkHeaders(request, settings);
  if (request.text !== '' && request.body === undefined) {
    throw badRequest('Exception while reading request', 'The payload is not valid JSON.');
  }
  const table = tableNamed(name);
  if (table === undefined) {
    throw badRequest(`Invalid table ${name.slice(0, 80)}`, null);
  }
  const origin = originOf(request, settings.publicUrl, 'https://sandbox.service-now.com');
  const tableUrl = `${origin}/api/now/${version === undefined ? '' : `${version}/`}table`;
  return {
    method: methodOf(request),
    version,
    table,
    sysId,
    parameters,
    body: request.body,
    url: `${tableUrl}/${table.name}`,
    view: viewOf(parameters, tableUrl),
    withoutBody: request.headers['x-no-response-body'] === 'true',
  };
};

const locate = (path: string): { version: string | undefined; name: string; sysId: string | undefined } => {
  const [api, now, ...rest] = pathSegments(path) ?? [];
  const version = ['v1', 'v2'].find((one) => one === rest[0]);
  const [word, name, sysId, ...more] = version === undefined ? rest : rest.slice(1);
  if (api !== 'api' || now !== 'now' || word !== 'table' || !name || more.length > 0) {
    throw badRequest(`Requested URI does not represent any resource: ${path.slice(0, 200)}`, null);
  }
  return { version, name, sysId: sysId === '' ? undefined : sysId };
};

/** Another method than POST can be asked for by a header where a proxy lets only GET and POST through. */
const methodOf = (request: VendorRequest): string => {
  const method = request.method.toUpperCase();
  return method === 'POST' ? (request.headers['x-http-method-override'] ?? method).toUpperCase() : method;
};

const checkHeaders = (request: VendorRequest, { missingHeaders }: ServiceNowSettings): void => {
  const accept = request.headers['accept'];
  const contentType = request.text === '' ? 'application/json' : request.headers['content-type'];
  if (missingHeaders === 'refuse' && (accept === undefined || contentType === undefined)) {
    const missing = accept === undefined ? 'Accept' : 'Content-Type';
    throw badRequest('Exception while reading request', `The header ${missing} is required`);
  }
  if (!/json|\*\/\*|application\/\*/.test(accept ?? 'application/json')) {
    throw new ServiceNowProblem(406, 'Not Acceptable', 'The stand-in answers with application/json only');
  }
  if (!(contentType ?? 'application/json').includes('json')) {
    throw new ServiceNowProblem(415, 'Unsupported Media Type', 'The stand-in reads application/json only');
  }
};

/** The last value of a parameter of the API itself. */
export const parameterOf = (parameters: readonly QueryParameter[], name: string): string | undefined =>
  parameters.filter((one) => one.name === name).at(-1)?.value;

const viewOf = (parameters: readonly QueryParameter[], tableUrl: string): RecordView => {
  const display = parameterOf(parameters, 'sysparm_display_value');
  const fields = parameterOf(parameters, 'sysparm_fields');
  return {
    fields: fields ? fields.split(',').map((field) => field.trim()) : undefined,
    display: display === 'true' || display === 'all' ? display : 'false',
    withoutLinks: parameterOf(parameters, 'sysparm_exclude_reference_link') === 'true',
    tableUrl,
  };
};

/** @throws ServiceNowProblem 400; one record at a time, so a list is refused */
export const recordBody = ({ body }: TableRequest): JsonObject => {
  if (body !== undefined && !isJsonObject(body)) {
    throw badRequest('Exception while reading request', 'The payload must be one JSON object.');
  }
  return body ?? {};
};
