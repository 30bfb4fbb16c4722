import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Attributes, InstanceOptions, Integration } from '@iam/core';
import { isDictionary, nameOf } from '@iam/core/internal';
import type { Kit } from './check';
import { ending } from '../claims/expectations';
import { openKit, readSubject, type TestSubject } from './kit';
import { PLAIN_PROFILE } from './sample';

export interface LiveKitOptions extends Pick<
  InstanceOptions,
  'env' | 'baseDir' | 'readFile' | 'clock' | 'transport'
> {
  readonly integration: Integration;
  readonly params: Attributes;
  /** The name of the instance, as results show it. */
  readonly name: string;
  /** What the throw-away people are like; a plain profile when absent. */
  readonly profile?: Attributes;
}

/** What is left of the throw-away people and groups after a check. */
export interface Remains {
  /** People who are disabled now, because the vendor (or its integration) cannot delete. */
  readonly disabled: readonly string[];
  /** What could not be cleaned up, each with the reason: it needs manual action. */
  readonly left: readonly string[];
}

/** A kit in front of a running server, which cleans up behind itself. */
export interface LiveKit {
  readonly subject: TestSubject;
  readonly kit: Kit;
  /** Deletes the groups and deletes or disables the people whom a command may have made since the last call. */
  readonly cleanUp: () => Promise<Remains>;
}

export const openLiveKit = (options: LiveKitOptions): LiveKit => {
  const {
    integration,
    params,
    name,
    profile = PLAIN_PROFILE,
    env = process.env,
    baseDir = process.cwd(),
  } = options;
  const readFile = options.readFile ?? ((path: string) => readFileSync(resolve(baseDir, path), 'utf8'));
  const subject = readSubject(integration, params, profile, { env, readFile });
  const { clock, transport } = options;
  const instance = {
    name,
    env,
    baseDir,
    readFile,
    ...(clock === undefined ? {} : { clock }),
    ...(transport === undefined ? {} : { transport }),
  };

  // Unique per run: the start time, with a random part for runs that start together.
  const run = `${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
  let made = 0;
  const mark = (): string => `${run}x${(made += 1)}`;
  /** Only what carries the mark of this run is ever removed. */
  const isOurs = (value: unknown): value is Attributes =>
    isDictionary(value) && JSON.stringify(value).includes(run);
  const touched = { people: new Map<string, Attributes>(), groups: new Set<string>() };
  const kit = openKit(subject, {
    mark,
    instance,
    onRun: (command, args) => {
      const { 'user-profile': person, scim } = args;
      if ((command === 'iam-create-user' || command === 'iam-update-user') && isOurs(person)) {
        touched.people.set(nameOf(person), person);
      }
      if (command === 'iam-create-group' && isOurs(scim) && typeof scim['displayName'] === 'string') {
        touched.groups.add(scim['displayName']);
      }
    },
  });

  /** Deletes or disables one person; undefined when no record is left. */
  const removePerson = async (
    who: string,
    person: Attributes,
  ): Promise<{ readonly disabled: string } | { readonly left: string } | undefined> => {
    const found = await kit.user('iam-get-user', person);
    if (found.status !== 'done') {
      return found.failure?.kind === 'not-found'
        ? undefined
        : { left: `${who}: looking for the user ${ending(found)}` };
    }
    if (subject.abilities.has('deleteUser')) {
      const { id, username, email, active, details } = found.vendor;
      const user = { id: id ?? '', username, email, active, details: isDictionary(details) ? details : {} };
      try {
        await kit.withClient(async ({ deleteUser }) => deleteUser?.(user));
        return undefined;
      } catch (thrown) {
        return {
          left: `${who}: the removal failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
        };
      }
    }
    const gone = await kit.user('iam-disable-user', person);
    if (gone.status === 'failed') {
      return { left: `${who}: disabling the user ${ending(gone)}` };
    }
    return gone.happened === 'deleted' ? undefined : { disabled: who };
  };

  const cleanUp = async (): Promise<Remains> => {
    const disabled: string[] = [];
    const left: string[] = [];
    for (const group of touched.groups) {
      const found = await kit.group('iam-get-group', { displayName: group });
      const removed =
        found.status === 'done' ? await kit.group('iam-delete-group', { id: found.group.id }) : found;
      if (removed.status !== 'done' && removed.failure?.kind !== 'not-found') {
        left.push(`group ${group}: its removal ${ending(removed)}`);
      }
    }
    for (const [who, person] of touched.people) {
      const remains = await removePerson(who, person);
      if (remains !== undefined && 'left' in remains) {
        left.push(remains.left);
      } else if (remains !== undefined) {
        disabled.push(remains.disabled);
      }
    }
    touched.groups.clear();
    touched.people.clear();
    return { disabled, left };
  };

  return { subject, kit, cleanUp };
};
