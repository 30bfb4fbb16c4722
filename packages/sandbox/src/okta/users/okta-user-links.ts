import type { JsonObject } from '../../json-object';
import { USER_SCHEMA, USER_TYPE, type OktaStatus, type OktaUser } from '../org/okta-records';

/** The links of a status in the order of recorded replies. */
const LINKS: Readonly<Record<OktaStatus, readonly string[]>> = {
  STAGED: ['schema', 'activate', 'self', 'type', 'deactivate'],
  PROVISIONED: ['suspend', 'schema', 'resetPassword', 'reactivate', 'self', 'type', 'deactivate'],
  ACTIVE: ['suspend', 'schema', 'resetPassword', 'expirePassword', 'self', 'type', 'deactivate'],
  RECOVERY: ['schema', 'resetPassword', 'reactivate', 'self', 'type', 'deactivate'],
  LOCKED_OUT: ['schema', 'resetPassword', 'unlock', 'self', 'type', 'deactivate'],
  PASSWORD_EXPIRED: ['suspend', 'schema', 'resetPassword', 'self', 'type', 'deactivate'],
  SUSPENDED: ['schema', 'unsuspend', 'self', 'type', 'deactivate'],
  DEPROVISIONED: ['schema', 'activate', 'self', 'type', 'delete'],
};

const PATHS: Readonly<Record<string, string>> = {
  resetPassword: 'lifecycle/reset_password',
  expirePassword: 'lifecycle/expire_password',
};

/** @param api address of the API, `https://…/api/v1` */
export const lifecycleLinks = ({ id, status }: OktaUser, api: string): JsonObject => {
  const self = `${api}/users/${id}`;
  const linkOf = (name: string): JsonObject => {
    switch (name) {
      case 'self':
        return { href: self };
      case 'schema':
        return { href: `${api}/meta/schemas/user/${USER_SCHEMA}` };
      case 'type':
        return { href: `${api}/meta/types/user/${USER_TYPE}` };
      case 'delete':
        return { href: self, method: 'DELETE' };
      default:
        return { href: `${self}/${PATHS[name] ?? `lifecycle/${name}`}`, method: 'POST' };
    }
  };
  return Object.fromEntries(LINKS[status].map((name) => [name, linkOf(name)]));
};
