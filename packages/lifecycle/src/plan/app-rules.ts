import type { Instance } from '@iam/core';
import { mapperHash, wordsOf } from '../accounts/instance-words';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import { canonicalText, sha256 } from './file/canonical-text';
import type { PlannedApp } from './person/planned-pair';

/** One application of the configuration, as a plan goes about it. */
export interface AppToPlan extends PlannedApp {
  readonly instance: Instance | undefined;
  /** Why nothing is planned there. */
  leftOut: string | undefined;
  /** Groups that rules name and that take no members: they do not exist, or several have the name. */
  readonly noGroups: Set<string>;
  readonly rulesHash: string;
  /** What the last plan had decided upon, as `decidedUpon` says it; undefined before the first one. */
  readonly lastUpon: string | undefined;
  readonly complete: boolean;
  refreshed: string | null;
}

interface ApplicationRow {
  readonly name: string;
  readonly rules_hash: Buffer | null;
  readonly complete_since: Date | null;
  readonly refreshed: Date | null;
}

/** The applications in the order of a plan, with what is known of them. */
export const appsToPlan = async (
  session: Session,
  config: LifecycleConfig,
  instances: ReadonlyMap<string, Instance>,
  unopened: ReadonlyMap<string, string>,
): Promise<readonly AppToPlan[]> => {
  const rows = await session.query<ApplicationRow>(
    'select name, rules_hash, complete_since, refreshed from iam.application',
  );
  const known = new Map(rows.map((row) => [row.name, row]));
  return [...config.applications]
    .sort((one, other) => (one.instance < other.instance ? -1 : 1))
    .map((rules) => {
      const name = rules.instance;
      const instance = instances.get(name);
      const row = known.get(name);
      const rulesHash = sha256(
        canonicalText([
          textsOf(rules),
          textsOf(config.people),
          textsOf(config.protected),
          config.adopt,
          instance === undefined ? null : mapperHash(instance),
        ]),
      );
      const lastUpon = row?.rules_hash?.toString('utf8');
      return {
        name,
        instance,
        whenLeaving: rules.whenLeaving,
        adopt: config.adopt,
        // No command deletes accounts; the configuration refuses the rule where the vendor cannot.
        deletes: false,
        rulesChanged: lastUpon !== undefined && rulesIn(lastUpon) !== rulesHash,
        words: instance === undefined ? NO_WORDS : wordsOf(instance),
        leftOut:
          instance === undefined
            ? (unopened.get(name) ?? 'the configuration has no such instance')
            : undefined,
        noGroups: new Set<string>(),
        rulesHash,
        lastUpon,
        complete: row?.complete_since != null,
        refreshed: row?.refreshed?.toISOString() ?? null,
      };
    });
};

/**
 * What people are decided upon, beside their rows and accounts: the rules, and the groups that take no members. A group that is made by hand
 * after a plan had to leave it out is for people of whom nothing else changes.
 */
export const decidedUpon = ({ rulesHash, noGroups }: Pick<AppToPlan, 'rulesHash' | 'noGroups'>): string =>
  noGroups.size === 0 ? rulesHash : `${rulesHash} ${sha256(canonicalText([...noGroups].sort()))}`;

const rulesIn = (upon: string): string | undefined => upon.split(' ', 1)[0];

/**
 * Whether it is to be looked at everybody, once the application was read: what decides about them is not what it was, or this is the
 * first plan. Of one that was not read the groups are not known.
 */
export const isUnsettled = (app: AppToPlan, wasRead: boolean): boolean =>
  app.lastUpon === undefined ||
  (wasRead && app.leftOut === undefined
    ? app.lastUpon !== decidedUpon(app)
    : rulesIn(app.lastUpon) !== app.rulesHash);

/** Rules without their functions: conditions as their texts. */
const textsOf = (rules: unknown): unknown => JSON.parse(JSON.stringify(rules)) as unknown;

/** Of an application that could not be opened; nothing is planned there. */
const NO_WORDS: PlannedApp['words'] = {
  desired: () => ({ attributes: {}, references: [], hash: '' }),
  difference: () => ({}),
  names: () => ({ username: undefined, email: undefined }),
  peopleKeys: [],
  shapesNames: false,
  recordHash: () => '',
};
