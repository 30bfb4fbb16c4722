import { isJsonObject, type JsonObject } from '../json-object';
import { slackUserSchema, SLACK_URNS_1 } from './slack-schema';
import { slackProblem } from './slack-problems';

const MAX_FIELDS = 50;

/** The custom profile fields of an organisation: made by the first user that has one, 50 in all. Their values are not kept. */
export interface CustomFields {
  /** @throws ScimProblem 400 unable_to_create_team_profile_fields */
  readonly make: (body: JsonObject) => void;
  readonly reset: () => void;
}

export const createCustomFields = (): CustomFields => {
  let fields: ReadonlySet<string> = new Set();
  return {
    make: (body) => {
      const all = new Set([...fields, ...customNames(body)]);
      if (all.size > MAX_FIELDS) {
        throw slackProblem(400, 'unable_to_create_team_profile_fields', ['fields', all.size]);
      }
      fields = all;
    },
    reset: () => {
      fields = new Set();
    },
  };
};

const KNOWN: ReadonlySet<string> = new Set([
  ...slackUserSchema.extensions.keys(),
  ...Object.values(SLACK_URNS_1).map((urn) => urn.toLowerCase()),
]);

/** What stands in an extension that is none of Slack's own. */
const customNames = (body: JsonObject): readonly string[] =>
  Object.entries(body).flatMap(([urn, value]) =>
    /^urn:/i.test(urn) && !KNOWN.has(urn.toLowerCase()) && isJsonObject(value) ? Object.keys(value) : [],
  );
