import type { Attributes } from '../profile/app-data';
import type { IAMUserProfile } from '../profile/iam-user-profile';
import type { CommandName } from './command';

interface UserArguments {
  /** The person and the attributes to write. */
  readonly 'user-profile': IAMUserProfile;
}

interface EnableArgument {
  /** Whether the user may sign in after the command; true when absent. */
  readonly 'allow-enable'?: boolean;
}

interface GroupArgument<G> {
  /** Which group the command is about, in SCIM's vocabulary. */
  readonly scim: G;
}

interface NamedGroup extends Attributes {
  readonly displayName: string;
}

interface GroupById extends Attributes {
  /**
   * The vendor's id of the group (see `iam-get-group`). Groups are changed by id only: a name may belong to another group by the
   * time of the write.
   */
  readonly id: string;
}

/** Ids of users: a list, or comma-separated text. */
type Ids = readonly string[] | string;

type NoArguments = Readonly<Record<string, never>>;

/** The arguments of each command by their documented names. */
export interface CommandArgumentsByName {
  readonly 'iam-get-user': UserArguments;
  readonly 'iam-create-user': UserArguments & EnableArgument;
  readonly 'iam-update-user': UserArguments & EnableArgument;
  readonly 'iam-enable-user': UserArguments;
  readonly 'iam-disable-user': UserArguments;
  readonly 'iam-get-group': GroupArgument<NamedGroup | GroupById> & {
    /** Whether to read the members as well, where that costs further requests; false when absent. */
    readonly includeMembers?: boolean;
  };
  readonly 'iam-create-group': GroupArgument<NamedGroup>;
  readonly 'iam-update-group': GroupArgument<GroupById> & {
    readonly memberIdsToAdd?: Ids;
    readonly memberIdsToDelete?: Ids;
  };
  readonly 'iam-delete-group': GroupArgument<GroupById>;
  readonly 'get-mapping-fields': NoArguments;
  readonly 'test-module': NoArguments;
}

/** What follows the name in a call of `run`: the arguments, which may be left out where a command has none, and options. */
export type CallOf<C extends CommandName, Options> = CommandArgumentsByName[C] extends NoArguments
  ? readonly [args?: NoArguments, options?: Options]
  : readonly [args: CommandArgumentsByName[C], options?: Options];
