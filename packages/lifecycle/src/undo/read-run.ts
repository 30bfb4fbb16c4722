import { GROUP_KEY } from '../apply/item/group-line';
import { callsOfRun, type ItemCalls } from '../ledger/calls-of-run';
import { inverseMembers, type InverseMembers } from './member-changes';
import type { UndoRequest } from './undo-request';

/** What a run did in one application. */
export interface RunInApp {
  readonly items: ItemCalls[];
  readonly members: InverseMembers;
}

const newApp = (): RunInApp => ({ items: [], members: inverseMembers() });

/** What a run did to the people who are asked for, by application. */
export const readRun = async ({
  database,
  run,
  people,
}: Pick<UndoRequest, 'database' | 'run' | 'people'>): Promise<ReadonlyMap<string, RunInApp>> => {
  const apps = new Map<string, RunInApp>();
  for await (const item of callsOfRun(database, run.id)) {
    const app = apps.get(item.app) ?? newApp();
    apps.set(item.app, app);
    if (item.person.startsWith(GROUP_KEY)) {
      app.members.take(item);
    } else if (isAsked(people, item.person)) {
      app.items.push(item);
    }
  }
  return apps;
};

/** Whether a person is among those who are asked for; of no keys, everybody is. */
export const isAsked = (people: readonly string[], person: string): boolean =>
  people.length === 0 || people.includes(person);
