import type { ServiceNowOptions } from '../service-now/service-now-options';
import { createServiceNowVendor, type ServiceNowVendor } from '../service-now/service-now-vendor';
import { createClock } from './aws';
import { callerOf, type Answer, type Caller } from './vendor-caller';

export const basicAuth = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

export const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

export const SERVICE_NOW_HEADERS = { ...JSON_HEADERS, authorization: basicAuth('admin:p:ä') };

export interface ServiceNowSetup extends Caller {
  readonly vendor: ServiceNowVendor;
  readonly clock: ReturnType<typeof createClock>;
  /** The sys_id of a new user. */
  readonly newUser: (columns: object) => string;
  readonly newRecord: (table: string, columns: object) => string;
  /** One column of what a list holds. */
  readonly list: (target: string, column?: string) => readonly string[];
  readonly below: (base: string, headers?: Record<string, string>) => Caller;
}

/** An instance whose clock stands still. */
export const setUpServiceNow = (options: ServiceNowOptions = {}): ServiceNowSetup => {
  const clock = createClock('2020-11-11T14:55:48.000Z');
  const vendor = createServiceNowVendor({
    username: 'admin',
    password: 'p:ä',
    seed: 's',
    now: clock.now,
    ...options,
  });
  const below: ServiceNowSetup['below'] = (base, headers = SERVICE_NOW_HEADERS) =>
    callerOf(vendor, base, headers);
  const caller = below('/api/now/table');
  const newRecord = (table: string, columns: object): string =>
    (caller.post(`/${table}`, columns) as Answer).body.result.sys_id as string;
  return {
    ...caller,
    vendor,
    clock,
    below,
    newRecord,
    newUser: (columns) => newRecord('sys_user', columns),
    list: (target, column = 'user_name') =>
      caller.get(target).body.result.map((row: Record<string, string>) => row[column]),
  };
};

/** Users a, b, c … with numbers as employee numbers. */
export const usersNamed = (...names: readonly string[]) =>
  names.map((user_name, at) => ({ sys_id: `id-${user_name}`, user_name, employee_number: String(at) }));
