import type { IdSource } from '../../id-source';
import type { OktaSettings } from './okta-options';
import type { GROUP_INDEXES } from '../groups/okta-group-indexes';
import type { IndexedRecords } from '../../records/indexed-records';
import type { Memberships } from '../../records/memberships';
import type { USER_INDEXES } from '../users/okta-user-indexes';
import type { OktaApp, OktaAssignment, OktaEvent, OktaGroup, OktaMail, OktaUser } from './okta-records';
import type { OktaStore } from './okta-store';

/** All state of an org. */
export interface OktaOrg {
  readonly settings: OktaSettings;
  readonly users: OktaStore<OktaUser, keyof typeof USER_INDEXES>;
  readonly groups: OktaStore<OktaGroup, keyof typeof GROUP_INDEXES>;
  readonly memberships: Memberships;
  readonly assignments: IndexedRecords<OktaAssignment, 'app'>;
  readonly apps: Map<string, OktaApp>;
  /** Oldest first. */
  readonly events: OktaEvent[];
  readonly outbox: OktaMail[];
  readonly ids: IdSource;
  /** Ids of events and tokens: a series of their own, so that they do not change the ids of records. */
  readonly eventIds: IdSource;
}

/** The end that all ids of an org have in common. */
const ORG = '0h7';

/** @param prefix `00u` for users, `00g` for groups, `0oa` for applications */
export const newOktaId = ({ ids }: OktaOrg, prefix: string): string => `${prefix}${ids.hex(14)}${ORG}`;

export const stampOf = ({ settings }: OktaOrg): string => settings.now().toISOString();
