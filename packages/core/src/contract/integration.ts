import { commonFields } from '../config/common-fields';
import type { ConfigOf, Fields } from '../config/field';
import type { Connection } from '../http/connection/connection';
import type { ErrorCodes } from '../http/reply/error-codes';
import type { LimitHeaders, RequestLimit } from '../http/limits/limits';
import type { ErrorReading, ErrorReply } from '../http/reply/reply-failure';
import type { Mapper } from '../profile/mapper/mapper';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { withNumbers } from '../profile/number-attributes';
import type { AttributeReference, AttributeReferences } from './attribute-reference';
import type { ClientContext } from './client-context';
import { definitionProblem } from './definition-problem';
import type { ExtraCommand } from './extra-command';
import type { UserClient } from './user-client';

/** A value that the vendor is known to refuse, found before anything is sent. */
export interface Refusal {
  /** The attribute in the vendor's vocabulary, for example `name.givenName`. */
  readonly attribute: string;
  /** The problem and its solution, without the value. */
  readonly message: string;
  /** What to do next, where correcting the profile does not help: `Enable the person first.` */
  readonly next?: string;
}

/** The write that a definition may refuse. */
export interface WriteContext {
  /** The record that is to be changed, with its state; undefined for a creation. */
  readonly user: IAMUserAppData | undefined;
  /** The command lets the user sign in as well: of a client that `activatesApart`, before the change is sent. */
  readonly activate: boolean;
}

/** Finds what the vendor is known to refuse. */
export type Refuses = (
  data: Attributes,
  action: 'create' | 'update',
  context: WriteContext,
) => readonly Refusal[];

/** What a vendor author writes: the whole of an integration as one value. */
export interface IntegrationDefinition<F extends Fields> {
  /** The vendor's name as results show it, for example `AWS-ILM`. */
  readonly brand: string;
  /** Short form for the titles of group tables; the brand when absent. */
  readonly shortName?: string;
  /** The vendor's own parameters; the common ones are added. */
  readonly config: F;
  /**
   * Where the API is and how requests authenticate. Throws an Error that names the parameters when they do not fit together.
   */
  readonly connection: (config: ConfigOf<F>) => Connection;
  /**
   * Paths of the attributes that identify a user, in the vendor's vocabulary (`profile.login`), the surest first: each one that the
   * profile has is asked for until one leads to the person, and one that a record contradicts speaks against what comes after it.
   *
   * The value is what the outgoing mapper writes at that path, else what the profile itself has there. `getUser` is handed path and
   * value, and the record that it returns must have the value at the same path of its `details` (or as its `username` or `email`).
   * `id` alone is another thing: the key of the record, read from the profile as it is given and compared with the record's `id`.
   */
  readonly lookupBy: readonly string[];
  /**
   * Path of the attribute that holds the caller's own key of a person, such as an employee number; `externalId` when absent (RFC 7643
   * section 3.1). Two records with different ones are two people, however alike their names; one key is one person.
   */
  readonly externalIdAttribute?: string;
  /**
   * How many requests it takes to know that no record has an attribute of `lookupBy`; 1 when absent. Where the exact search compares
   * case, a second one that does not may have to follow, or a user under another spelling is not found.
   */
  readonly requestsPerMiss?: Readonly<Record<string, number>>;
  /** How the neutral profile becomes the vendor's data and back. */
  readonly mappers: { readonly incoming: Mapper; readonly outgoing: Mapper };
  /**
   * Paths of the attributes the vendor accepts on a write (`title`, `profile.title`). What a profile has in the vendor's own
   * vocabulary, and no mapper rule read, is sent only when it is one of these. `profile` stands for all that is below it.
   */
  readonly attributes: readonly string[];
  /** Paths of attributes that a new user must have and that cannot be cleared, for example `name.givenName`. */
  readonly requiredAttributes?: readonly string[];
  /**
   * Paths of attributes that are numbers in the vendor's records, for example `grade` or `limits.hours`. All others are text, and a
   * number of a profile is sent as its text.
   */
  readonly numberAttributes?: readonly string[];
  /** Paths of list attributes of which the vendor keeps one value: a new value takes the place of the present one. */
  readonly singleValued?: readonly string[];
  /**
   * Paths of attributes that the vendor accepts and leaves out of its records: that a record has none of them says nothing. An update sends
   * them whenever the profile has them; what compares records with profiles (`desired`, `difference`) names them among the references.
   */
  readonly notShown?: readonly string[];
  /**
   * Attributes that hold the ids of other records, by path, and how a profile says which record is meant:
   * `{ manager: { from: 'manageremailaddress', lookupBy: 'email' } }`. Core asks before a user is created or updated, and never when
   * the profile has no such key. Nothing found, or several records: the attribute is left as it is, a warning says so, and the rest is
   * written. A look that fails ends the command before anything is written.
   */
  readonly references?: AttributeReferences<ConfigOf<F>>;
  /**
   * Reads the vendor's message from an error body; undefined when the body is not the vendor's error shape. It also decides the
   * meaning of a 404: with the vendor's own error body a record does not exist, any other 404 (of a gateway, of a wrong address)
   * is a failure. So accept only the shapes that the vendor really sends.
   */
  readonly errorMessage: (body: unknown) => string | undefined;
  /**
   * Error codes of the vendor that say "such a record is there already" (`conflict`), "too many requests" (`rate-limited`), "not in
   * this state" (`wrong-state`) or "not you" (`forbidden`) with a 4xx of another meaning, in the vendor's spelling. Those that many vendors share are known; a fact for a table, never a guess.
   */
  readonly errorCodes?: ErrorCodes;
  /**
   * What a reply outside 2xx means where no table can say it: message, kind, what to do next, how long to wait. What it leaves out
   * is as without it; undefined when it has nothing to say. A kind other than `no-such-resource` takes from a 404 that it
   * means "no such user"; whether the body is the vendor's is still for `errorMessage` to decide.
   */
  readonly readError?: (reply: ErrorReply) => ErrorReading | undefined;
  /**
   * Brings data in the vendor's vocabulary into the form its records have, for example single values into lists, so that
   * they can be compared with those and sent.
   */
  readonly normalize?: (data: Attributes) => Attributes;
  /**
   * Finds what the vendor is known to refuse, values or the change of a record in such a state (`context.user.state`); reported to
   * the caller before anything is sent.
   */
  readonly refuses?: Refuses;
  /** Requests per second the vendor allows; unlimited when absent. The parameter `rateLimit` takes its place. */
  readonly rateLimit?: number;
  /**
   * Limits in other words: per minute or hour, or of reads, writes or an endpoint alone. A request waits until all that count it
   * let it through. The parameter `rateLimit` takes the place of those that count all requests.
   */
  readonly rateLimits?: readonly RequestLimit[];
  /**
   * The headers that say how much of a limit is left. When nothing is left, the next request of the same kind waits for the
   * renewal before it is sent, and a refusal (429) without Retry-After is repeated after it.
   */
  readonly limitHeaders?: LimitHeaders;
  /** Set when disabling deletes the record because the vendor (or the instance) has no other way. */
  readonly disableDeletes?: (config: ConfigOf<F>) => boolean;
  /** Commands that this vendor alone has, beside the common ones (`defineCommand`). */
  readonly commands?: readonly ExtraCommand[];
  readonly client: (context: ClientContext<ConfigOf<F>>) => UserClient;
}

const NEW_RECORD: WriteContext = { user: undefined, activate: false };

const MARK = Symbol.for('@iam/integration');

/**
 * A vendor package's exported value. `F` are its parameters, from which `createInstance` takes the type of `params`. No other
 * member depends on `F`, so every integration is an `Integration`.
 */
export interface Integration<F extends Fields = Fields> {
  readonly brand: string;
  readonly shortName: string;
  /** All parameters, the common ones included, in the order of documentation. */
  readonly fields: F;
  readonly lookupBy: readonly string[];
  readonly externalIdAttribute: string;
  readonly requestsPerMiss: Readonly<Record<string, number>>;
  readonly mappers: { readonly incoming: Mapper; readonly outgoing: Mapper };
  readonly attributes: readonly string[];
  readonly requiredAttributes: readonly string[];
  readonly singleValued: readonly string[];
  readonly notShown: readonly string[];
  /** By the path of the attribute that is written. */
  readonly references: Readonly<Record<string, readonly AttributeReference[]>>;
  readonly errorMessage: (body: unknown) => string | undefined;
  readonly errorCodes: ErrorCodes;
  readonly readError: (reply: ErrorReply) => ErrorReading | undefined;
  readonly normalize: (data: Attributes) => Attributes;
  readonly refuses: (
    data: Attributes,
    action: 'create' | 'update',
    context?: WriteContext,
  ) => readonly Refusal[];
  readonly rateLimit: number | undefined;
  readonly rateLimits: readonly RequestLimit[];
  readonly limitHeaders: LimitHeaders | undefined;
  readonly disableDeletes: (config: Attributes) => boolean;
  readonly connection: (config: Attributes) => Connection;
  readonly commands: readonly ExtraCommand[];
  readonly client: (context: ClientContext<Attributes>) => UserClient;
}

/**
 * Makes an integration from its definition. Throws an Error that names the mistake when the definition cannot work; that is
 * at import time of the vendor package, so its author sees it at once.
 */
export const defineIntegration = <F extends Fields>(
  definition: IntegrationDefinition<F>,
): Integration<F & typeof commonFields> => {
  const { brand, config, lookupBy } = definition;
  const clash = Object.keys(config).find((key) => Object.hasOwn(commonFields, key));
  if (clash !== undefined) {
    throw new Error(`${brand}: the parameter ${clash} is one of the common ones; give it another name`);
  }
  if (brand.trim() === '' || lookupBy.length === 0) {
    throw new Error(`${brand}: an integration needs a brand and at least one attribute in lookupBy`);
  }
  const { commands = [] } = definition;
  const twice = commands.find(({ name }, index) => commands.findIndex((one) => one.name === name) < index);
  if (twice !== undefined) {
    throw new Error(`${brand}: the command ${twice.name} is there twice`);
  }
  const problem = definitionProblem(definition);
  if (problem !== undefined) {
    throw new Error(`${brand}: ${problem}`);
  }
  const integration: Integration<F & typeof commonFields> = {
    brand,
    shortName: definition.shortName ?? brand,
    fields: { ...config, ...commonFields },
    lookupBy,
    externalIdAttribute: definition.externalIdAttribute ?? 'externalId',
    requestsPerMiss: definition.requestsPerMiss ?? {},
    mappers: definition.mappers,
    attributes: definition.attributes,
    requiredAttributes: definition.requiredAttributes ?? [],
    singleValued: definition.singleValued ?? [],
    notShown: definition.notShown ?? [],
    // As for the parameters below: what a reference is handed was decoded with `fields`.
    references: referencesOf(definition.references as AttributeReferences | undefined),
    errorMessage: definition.errorMessage,
    errorCodes: definition.errorCodes ?? {},
    readError: definition.readError ?? (() => undefined),
    normalize: (data) => withNumbers(definition.normalize?.(data) ?? data, definition.numberAttributes ?? []),
    refuses: (data, action, context = NEW_RECORD) => definition.refuses?.(data, action, context) ?? [],
    rateLimit: definition.rateLimit,
    commands,
    rateLimits: definition.rateLimits ?? [],
    limitHeaders: definition.limitHeaders,
    // The instance decodes the parameters with `fields`, of which `config` is a part: the types agree by construction.
    disableDeletes: (values) => definition.disableDeletes?.(values as ConfigOf<F>) ?? false,
    connection: (values) => definition.connection(values as ConfigOf<F>),
    client: ({ http, config: values }) => definition.client({ http, config: values as ConfigOf<F> }),
  };
  return Object.freeze(Object.defineProperty(integration, MARK, { value: true }));
};

const referencesOf = (references: AttributeReferences = {}): Integration['references'] =>
  Object.fromEntries(
    Object.entries(references).map(([attribute, some]) => [attribute, 'from' in some ? [some] : some]),
  );

export const isIntegration = (value: unknown): value is Integration =>
  typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, MARK);
