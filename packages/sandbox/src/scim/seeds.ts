import type { JsonObject } from '../json-object';
import type { ResourceSchema } from './attribute-table';
import { readResource, type Attributes } from './read-resource';
import type { Kind } from './scim-face';
import type { ScimStore } from './scim-store';

/**
 * A SCIM user the vendor starts with. It is not validated, because users created by hand in a console lack attributes that a
 * provisioning client must send. `id` fixes the id.
 */
export type SeedUser = JsonObject & { readonly id?: string; readonly userName?: string };

/** A group the vendor starts with; `members` are user ids. */
export interface SeedGroup {
  readonly id?: string;
  readonly displayName: string;
  readonly externalId?: string;
  readonly members?: readonly string[];
}

/** Puts seeds into an empty store. */
export const plantSeeds = (
  store: ScimStore,
  userSchema: ResourceSchema,
  newId: (kind: Kind) => string,
  seeds: {
    readonly users?: readonly SeedUser[] | undefined;
    readonly groups?: readonly SeedGroup[] | undefined;
  },
  complete: (attributes: Attributes) => Attributes = (attributes) => attributes,
): void => {
  for (const user of seeds.users ?? []) {
    store.addUser(user.id ?? newId('User'), complete(readResource(userSchema, user).attributes));
  }
  for (const { id, members, ...attributes } of seeds.groups ?? []) {
    store.addGroup(id ?? newId('Group'), { ...attributes }, members ?? []);
  }
};

/** Options common to all vendors of the sandbox. */
export interface CommonOptions {
  /** The same seed gives the same ids every time. Default: random ids. */
  readonly seed?: string;
  /** The vendor's clock. Default: the machine's. */
  readonly now?: () => Date;
}
