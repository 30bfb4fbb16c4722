import type { FakeVendor, VendorReply, VendorRequest } from '@iam/conformance';
import { createHourlyLimits } from './hourly-limit';
import { listRecords } from './list-records';
import { createOAuthTokens } from './oauth-tokens';
import { readChanges } from './read-changes';
import { createRecordStore, type RecordStore, type ServiceNowRecord } from './record-store';
import { recordRenderer } from './render-record';
import { serviceNowSettings, type ServiceNowOptions, type ServiceNowSettings } from './service-now-options';
import { noRecord, ServiceNowProblem, serviceNowProblemReply, unauthenticated } from './service-now-problem';
import { parameterOf, readTableRequest, recordBody, type TableRequest } from './table-request';
import { checkAllowed, checkUnique, covers } from './write-rules';

/** The stand-in, and what tests do to it behind the API's back. */
export interface ServiceNowVendor extends FakeVendor {
  /** Every stored record of a table, oldest first, hidden ones too. */
  readonly records: (table: string) => readonly ServiceNowRecord[];
  /** Ends every OAuth access token at once, as an administrator's revocation does; refresh tokens stay. */
  readonly endAccessTokens: () => void;
}

const TOKEN_PATH = '/oauth_token.do';

/**
 * ServiceNow's Table API below `/api/now`, `/api/now/v1` and `/api/now/v2`, with Basic authentication and OAuth bearer tokens of
 * `/oauth_token.do`, as its documentation of 2026 and the replies seen by other clients describe it.
 * https://www.servicenow.com/docs: "Table API", "Inbound REST API rate limiting", "OAuth 2.0".
 */
export const createServiceNowVendor = (options: ServiceNowOptions = {}): ServiceNowVendor => {
  const settings = serviceNowSettings(options);
  const store = createRecordStore(settings);
  const tokens = createOAuthTokens(settings);
  const limits = createHourlyLimits(settings);
  const basic = `Basic ${Buffer.from(`${settings.username}:${settings.password}`, 'utf8').toString('base64')}`;
  const isKnown = (authorization: string): boolean =>
    authorization === basic ||
    (authorization.startsWith('Bearer ') && tokens.accepts(authorization.slice('Bearer '.length)));
  const answer = (request: VendorRequest): VendorReply => {
    if (!isKnown(request.headers['authorization'] ?? '')) {
      throw unauthenticated();
    }
    const read = readTableRequest(request, settings);
    const headers = limits.admit(read.table.name);
    const reply = withProblems(() => answerTable(store, read, settings));
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };
  return {
    name: 'service-now',
    tokenPath: TOKEN_PATH,
    handle: (request) =>
      request.path === TOKEN_PATH ? tokens.answer(request) : withProblems(() => answer(request)),
    reset: () => {
      store.reset();
      tokens.reset();
      limits.reset();
    },
    users: () => store.rows('sys_user').slice(),
    groups: () =>
      store
        .rows('sys_user_group')
        .slice()
        .map((group) => ({
          id: group['sys_id'] ?? '',
          displayName: group['name'] ?? '',
          members: store
            .having('sys_user_grmember', ['group', group['sys_id'] ?? ''])
            .slice()
            .map((row) => row['user'] ?? ''),
        })),
    records: (table) => store.rows(table).slice(),
    endAccessTokens: tokens.endAccessTokens,
  };
};

const withProblems = (run: () => VendorReply): VendorReply => {
  try {
    return run();
  } catch (error) {
    if (error instanceof ServiceNowProblem) {
      return serviceNowProblemReply(error);
    }
    throw error;
  }
};

const answerTable = (
  store: RecordStore,
  request: TableRequest,
  settings: ServiceNowSettings,
): VendorReply => {
  const { method, table, sysId, view } = request;
  if (sysId === undefined) {
    if (method === 'GET') {
      return listRecords(store, request, settings);
    }
    if (method !== 'POST') {
      throw notAllowed(method);
    }
    return create(store, request, settings);
  }
  const row = visibleRow(store, request, sysId, settings);
  switch (method) {
    case 'GET':
      return { status: 200, body: { result: recordRenderer(store, table, view)(row) } };
    case 'PUT':
    case 'PATCH':
      return update(store, request, row, settings);
    case 'DELETE':
      checkAllowed(store, table, 'delete', row, settings);
      store.remove(table.name, sysId);
      return { status: 204 };
    default:
      throw notAllowed(method);
  }
};

const notAllowed = (method: string): ServiceNowProblem =>
  new ServiceNowProblem(405, 'Method not supported', `${method.slice(0, 20)} is not supported here`);

/** @throws ServiceNowProblem 404 for a record that is missing or hidden */
const visibleRow = (
  store: RecordStore,
  { table }: TableRequest,
  sysId: string,
  settings: ServiceNowSettings,
): ServiceNowRecord => {
  const row = store.row(table.name, sysId);
  const hidden = settings.hidden[table.name];
  if (row === undefined || (hidden !== undefined && covers(store, table, row, hidden))) {
    throw noRecord();
  }
  return row;
};

const changesOf = (
  store: RecordStore,
  request: TableRequest,
  settings: ServiceNowSettings,
): ServiceNowRecord => {
  const displayInput = parameterOf(request.parameters, 'sysparm_input_display_value') === 'true';
  return readChanges(store, request.table, recordBody(request), displayInput, settings);
};

const create = (store: RecordStore, request: TableRequest, settings: ServiceNowSettings): VendorReply => {
  const { table, url, view, withoutBody } = request;
  const row = store.draft(table, changesOf(store, request, settings));
  checkAllowed(store, table, 'insert', row, settings);
  checkUnique(store, table, 'insert', row, settings);
  store.save(table.name, row);
  return {
    status: 201,
    headers: { Location: `${url}/${row['sys_id'] ?? ''}` },
    ...(withoutBody ? {} : { body: { result: recordRenderer(store, table, view)(row) } }),
  };
};

/** PUT changes only what it names, like PATCH. */
const update = (
  store: RecordStore,
  request: TableRequest,
  row: ServiceNowRecord,
  settings: ServiceNowSettings,
): VendorReply => {
  const { table, view, withoutBody } = request;
  checkAllowed(store, table, 'update', row, settings);
  const next = store.revised(table, row, changesOf(store, request, settings));
  checkUnique(store, table, 'update', next, settings);
  store.save(table.name, next);
  return withoutBody
    ? { status: settings.suppressedUpdateStatus }
    : { status: 200, body: { result: recordRenderer(store, table, view)(next) } };
};
