import { commonFields } from '../config/common-fields';
import type { ConfigOf, Fields } from '../config/field';
import type { Connection } from '../http/connection';
import type { ErrorCodes } from '../http/reply/error-codes';
import type { Http } from '../http/http';
import type { ErrorReading, ErrorReply } from '../http/reply/reply-failure';
import type { Mapper } from '../profile/mapper/mapper';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { withNumbers } from '../profile/number-attributes';
import type { ExtraCommand } from './extra-command';
import type { UserClient } from './user-client';

/** The arguments of a client factory. */
export interface ClientContext<C> {
  readonly http: Http;
  readonly config: C;
}

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
   * Attributes that identify a user, the strongest first: the profile's are searched by in this order until one finds the person,
   * and one that a record contradicts overrules those after it. `id` is read from the profile as given.
   */
  readonly lookupBy: readonly string[];
  /**
   * The attribute that holds the caller's own key of a person, such as an employee number; `externalId` when absent (RFC 7643
   * section 3.1). Two records with different ones are two people, however alike their names; one key is one person.
   */
  readonly externalIdAttribute?: string;
  /** How the neutral profile becomes the vendor's data and back. */
  readonly mappers: { readonly incoming: Mapper; readonly outgoing: Mapper };
  /**
   * Attributes the vendor accepts on a write. A key of the profile that no mapper rule read is sent only when it is one
   * of these.
   */
  readonly attributes: readonly string[];
  /** Paths of attributes that a new user must have and that cannot be cleared, for example `name.givenName`. */
  readonly requiredAttributes?: readonly string[];
  /**
   * Attributes that are numbers in the vendor's records, for example `grade` or `limits.hours`. All others are text, and a
   * number of a profile is sent as its text.
   */
  readonly numberAttributes?: readonly string[];
  /** List attributes of which the vendor keeps one value: a new value takes the place of the present one. */
  readonly singleValued?: readonly string[];
  /**
   * Reads the vendor's message from an error body; undefined when the body is not the vendor's error shape. It also decides the
   * meaning of a 404: with the vendor's own error body a record does not exist, any other 404 (of a gateway, of a wrong address)
   * is a failure. So accept only the shapes that the vendor really sends.
   */
  readonly errorMessage: (body: unknown) => string | undefined;
  /**
   * Error codes of the vendor that say "such a record is there already" (`conflict`) or "too many requests" (`rate-limited`) with
   * a 4xx of another meaning, in the vendor's spelling. Those that many vendors share are known; a fact for a table, never a guess.
   */
  readonly errorCodes?: ErrorCodes;
  /**
   * What a reply outside 2xx means where no table can say it: message, kind, what to do next, how long to wait. What it leaves out
   * is as without it; undefined when it has nothing to say. What a 404 means is still for `errorMessage` to decide.
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
  /** Requests per second the vendor allows; unlimited when absent. */
  readonly rateLimit?: number;
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
  readonly mappers: { readonly incoming: Mapper; readonly outgoing: Mapper };
  readonly attributes: readonly string[];
  readonly requiredAttributes: readonly string[];
  readonly singleValued: readonly string[];
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
  const integration: Integration<F & typeof commonFields> = {
    brand,
    shortName: definition.shortName ?? brand,
    fields: { ...config, ...commonFields },
    lookupBy,
    externalIdAttribute: definition.externalIdAttribute ?? 'externalId',
    mappers: definition.mappers,
    attributes: definition.attributes,
    requiredAttributes: definition.requiredAttributes ?? [],
    singleValued: definition.singleValued ?? [],
    errorMessage: definition.errorMessage,
    errorCodes: definition.errorCodes ?? {},
    readError: definition.readError ?? (() => undefined),
    normalize: (data) => withNumbers(definition.normalize?.(data) ?? data, definition.numberAttributes ?? []),
    refuses: (data, action, context = NEW_RECORD) => definition.refuses?.(data, action, context) ?? [],
    rateLimit: definition.rateLimit,
    commands,
    // The instance decodes the parameters with `fields`, of which `config` is a part: the types agree by construction.
    disableDeletes: (values) => definition.disableDeletes?.(values as ConfigOf<F>) ?? false,
    connection: (values) => definition.connection(values as ConfigOf<F>),
    client: ({ http, config: values }) => definition.client({ http, config: values as ConfigOf<F> }),
  };
  return Object.freeze(Object.defineProperty(integration, MARK, { value: true }));
};

export const isIntegration = (value: unknown): value is Integration =>
  typeof value === 'object' && value !== null && Object.prototype.hasOwnProperty.call(value, MARK);
