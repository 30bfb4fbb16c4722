import { field, type ConfigOf } from './field';

/** The parameters every integration has, whatever the vendor. Absent switches are on. */
export const commonFields = {
  createUserEnabled: field.flag('Allow creating users', {
    default: true,
    help: 'When false, iam-create-user is skipped and no user is created.',
  }),
  updateUserEnabled: field.flag('Allow updating users', { default: true }),
  enableUserEnabled: field.flag('Allow enabling users', { default: true }),
  disableUserEnabled: field.flag('Allow disabling users', { default: true }),
  createIfNotExists: field.flag('Automatically create user if not found in update command', {
    default: true,
  }),
  mapperIn: field.optionalText('Incoming Mapper', {
    help: 'Name of a built-in mapper or path of a mapper file; the vendor’s own when absent.',
  }),
  mapperOut: field.optionalText('Outgoing Mapper', {
    help: 'Name of a built-in mapper or path of a mapper file; the vendor’s own when absent.',
  }),
  insecure: field.flag('Trust any certificate (not secure)', { default: false }),
  proxy: field.flag('Use system proxy settings', { default: false }),
  timeout: field.number('Timeout', {
    default: 30,
    help: 'Seconds one attempt of a request may take; all attempts together end within 60.',
  }),
  rateLimit: field.optionalNumber('Rate limit', {
    help: 'Requests per second; the vendor’s limit when absent.',
  }),
};

export type CommonConfig = ConfigOf<typeof commonFields>;
