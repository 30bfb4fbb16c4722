import type { IdSource } from '../id-source';
import { isJsonObject, type JsonObject } from '../json-object';
import { createIndexedRecords } from '../records/indexed-records';
import type { Kind } from '../scim/scim-face';
import type { ScimStore, StoredRecord } from '../scim/scim-store';
import type { AtlassianOptions } from './atlassian-options';

/** The account behind a provisioned user: people sign in to it, not to the SCIM record. */
export interface AtlassianAccount {
  readonly accountId: string;
  readonly email: string;
  readonly active: boolean;
  /** Whether the organisation manages it, which it does for accounts of its verified domains. */
  readonly managed: boolean;
  readonly displayName: string | undefined;
  readonly title: string | undefined;
}

export interface AtlassianAccounts {
  /** The account a user is linked to; undefined after it was unlinked. */
  readonly linkedTo: (userId: string) => AtlassianAccount | undefined;
  readonly written: (kind: Kind, before: StoredRecord | undefined, after: StoredRecord | undefined) => void;
  readonly all: () => readonly AtlassianAccount[];
  readonly log: () => readonly string[];
  readonly reset: () => void;
}

/** The primary email of a stored user. */
export const primaryEmail = (attributes: JsonObject): string | undefined => {
  const emails = Array.isArray(attributes['emails']) ? (attributes['emails'] as readonly unknown[]) : [];
  const primary = emails.filter(isJsonObject).find((email) => email['primary'] === true);
  return typeof primary?.['value'] === 'string' ? primary['value'] : undefined;
};

/**
 * Links, updates and deactivates accounts as a write's effects beyond the directory. Atlassian does so some time after the
 * reply; here it happens at once, with a log entry for each effect.
 */
export const createAtlassianAccounts = (
  ids: IdSource,
  store: ScimStore,
  options: AtlassianOptions,
): AtlassianAccounts => {
  const accounts = createIndexedRecords({
    idOf: ({ accountId }: AtlassianAccount) => accountId,
    indexes: { email: ({ email }) => [email.toLowerCase()] },
  });
  const links = new Map<string, string>();
  const log: string[] = [];

  const isManaged = (email: string): boolean =>
    options.verifiedDomains === undefined ||
    options.verifiedDomains.some((domain) => email.toLowerCase().endsWith(`@${domain.toLowerCase()}`));

  const textOf = (record: StoredRecord, name: string): string | undefined => {
    const value = record.attributes[name];
    return typeof value === 'string' ? value : undefined;
  };

  const synchronize = (accountId: string, user: StoredRecord, email: string): void => {
    const account = accounts.get(accountId);
    if (account === undefined) {
      return;
    }
    if (!account.managed) {
      // The directory accepts the write although the account belongs to another user.
      log.push(`user ${user.id}: profile not applied, account ${accountId} is not managed`);
      return;
    }
    const profile = { displayName: textOf(user, 'displayName'), title: textOf(user, 'title') };
    accounts.put({ ...account, ...profile, email, active: user.attributes['active'] !== false });
    log.push(`user ${user.id}: synchronised to account ${accountId}`);
  };

  const onCreate = (user: StoredRecord): void => {
    const email = primaryEmail(user.attributes) ?? '';
    const existing = accounts.find(['email', email.toLowerCase()]).at(0);
    const accountId = existing?.accountId ?? ids.hex(24);
    if (existing === undefined) {
      const profile = { displayName: textOf(user, 'displayName'), title: textOf(user, 'title') };
      accounts.put({ accountId, email, active: true, managed: isManaged(email), ...profile });
    }
    links.set(user.id, accountId);
    synchronize(accountId, user, email);
  };

  const onChange = (before: StoredRecord, after: StoredRecord): void => {
    const accountId = links.get(after.id);
    if (accountId === undefined) {
      return;
    }
    const email = primaryEmail(after.attributes) ?? '';
    const moved = email.toLowerCase() !== (primaryEmail(before.attributes) ?? '').toLowerCase();
    if (moved && accounts.get(accountId)?.managed !== true) {
      // https://jira.atlassian.com/browse/ACCESS-1396: the memberships do not come back when the addresses match again.
      links.delete(after.id);
      store.leaveAllGroups(after.id);
      log.push(`user ${after.id}: unlinked from account ${accountId}, taken out of all groups`);
      return;
    }
    synchronize(accountId, after, email);
  };

  const onDelete = (user: StoredRecord): void => {
    const accountId = links.get(user.id);
    links.delete(user.id);
    const account = accountId === undefined ? undefined : accounts.get(accountId);
    if (account === undefined) {
      return;
    }
    if (account.managed) {
      accounts.put({ ...account, active: false });
    }
    log.push(
      `user ${user.id}: unlinked from account ${account.accountId}${account.managed ? ', deactivated' : ''}`,
    );
  };

  const onGroup = (group: StoredRecord): void => {
    const name = textOf(group, 'displayName') ?? '';
    const isSites = (options.siteGroups ?? []).some((one) => one.toLowerCase() === name.toLowerCase());
    log.push(isSites ? `group ${name}: failed, the name belongs to a site` : `group ${name}: synchronised`);
  };

  return {
    linkedTo: (userId) => accounts.get(links.get(userId) ?? ''),
    written: (kind, before, after) => {
      if (kind === 'Group') {
        const group = after ?? before;
        if (group !== undefined) {
          onGroup(group);
        }
      } else if (before === undefined) {
        if (after !== undefined) {
          onCreate(after);
        }
      } else if (after === undefined) {
        onDelete(before);
      } else {
        onChange(before, after);
      }
    },
    all: () => accounts.all.slice(),
    log: () => [...log],
    reset: () => {
      accounts.clear();
      links.clear();
      log.length = 0;
    },
  };
};
