import type { VendorReply } from '@iam/conformance';
import type { OktaOrg } from '../org/okta-org';
import type { OktaEvent } from '../org/okta-records';
import type { OktaCall, OktaRoute } from '../request/okta-call';
import { oktaMatches, type OktaLanguage } from '../request/okta-filter';
import { oktaPage } from '../request/okta-paging';
import { OktaProblem, validationFailed } from '../request/okta-problem';

const LANGUAGE: OktaLanguage = {
  operators: () => ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'],
  caseExact: false,
  not: true,
};

const DAY = 24 * 60 * 60 * 1000;
const MAX_KEYWORDS = 10;
const MAX_KEYWORD = 40;

/**
 * `GET /logs`. With `until` the list ends; polling, which has no `until` and ascends, always has a next page.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/
 */
const listEvents = (org: OktaOrg, call: OktaCall): VendorReply => {
  const { parameters } = call;
  const now = org.settings.now().getTime();
  const until = dateOf(call, 'until') ?? Infinity;
  const since = dateOf(call, 'since') ?? Math.min(until, now) - 7 * DAY;
  const filter = parameters.get('filter');
  const keywords = keywordsOf(call);
  const between = org.events
    .filter(({ published }) => {
      const time = Date.parse(published);
      return time >= since && time < until && time <= now - org.settings.logLagMs;
    })
    .filter((event) => keywords.every((word) => JSON.stringify(event).toLowerCase().includes(word)));
  const found = oktaMatches({ all: between }, filter, LANGUAGE, (event) => event);
  const order = orderOf(call);
  return oktaPage(
    call,
    order === 'ASCENDING' ? found : [...found].reverse(),
    {
      usual: 100,
      most: 1000,
      least: 0,
      endless: order === 'ASCENDING' && !parameters.has('until'),
      ...org.settings,
    },
    ({ uuid }: OktaEvent) => uuid,
    (event) => event,
  );
};

export const logRoutes: readonly OktaRoute[] = [
  { method: 'GET', path: 'logs', scope: 'okta.logs.read', answer: listEvents },
];

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

const dateOf = ({ parameters }: OktaCall, name: string): number | undefined => {
  const text = parameters.get(name);
  if (text === undefined) {
    return undefined;
  }
  // A plus sign that was not encoded arrives as a blank.
  const time = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new OktaProblem(
      400,
      'E0000030',
      "Bad request. Invalid date. Dates must be of the form yyyy-MM-dd'T'HH:mm:ss.SSSZZ, e.g. 2013-01-01T12:00:00.000-07:00.",
    );
  }
  return time;
};

const orderOf = ({ parameters }: OktaCall): string => {
  const order = parameters.get('sortOrder') ?? 'ASCENDING';
  if (!['ASCENDING', 'DESCENDING'].includes(order)) {
    throw validationFailed('sortOrder', 'sortOrder: must be ASCENDING or DESCENDING');
  }
  return order;
};

const keywordsOf = ({ parameters }: OktaCall): readonly string[] => {
  const words = (parameters.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > MAX_KEYWORDS || words.some((word) => word.length > MAX_KEYWORD)) {
    throw validationFailed('q', `q: at most ${MAX_KEYWORDS} keywords of at most ${MAX_KEYWORD} characters`);
  }
  return words;
};
