import { allPages, argument, defineCommand, path } from '@iam/core';
import * as t from 'io-ts';
import { OktaEvent } from './okta-codecs';

/** The most events that one request may ask for. */
const MOST = 1000;

/** https://developer.okta.com/docs/api/openapi/okta-management/management/tag/SystemLog/ */
export const getLogs = defineCommand({
  name: 'okta-get-logs',
  description: 'Reads events of the system log.',
  arguments: {
    filter: argument.text('Which events, as a filter of Okta: eventType eq "user.lifecycle.create".'),
    since: argument.text('The first moment, ISO 8601; 7 days before until when absent.'),
    until: argument.text('The moment after the last one, ISO 8601; now when absent.'),
    sortOrder: argument.choice('ASCENDING', 'DESCENDING')(
      'Which events come first, the oldest or the newest.',
      {
        default: 'ASCENDING',
      },
    ),
    limit: argument.number(1, 10_000)('How many events at most.', { default: 100 }),
  },
  contextKey: 'Okta.Logs.Events',
  keyedBy: ['uuid'],
  outputs: [
    { path: 'actor', type: 'Unknown', description: 'Who did it.' },
    { path: 'client', type: 'Unknown', description: 'The client that sent the request.' },
    { path: 'authenticationContext', type: 'Unknown', description: 'How the actor was signed in.' },
    { path: 'displayMessage', type: 'String', description: 'What happened, in words.' },
    { path: 'eventType', type: 'String', description: 'What happened, as a key.' },
    { path: 'outcome', type: 'Unknown', description: 'Whether it succeeded, and why not.' },
    { path: 'published', type: 'Date', description: 'When it happened.' },
    { path: 'severity', type: 'String', description: 'DEBUG, INFO, WARN or ERROR.' },
    { path: 'securityContext', type: 'Unknown', description: 'What is known of the network address.' },
    { path: 'debugContext', type: 'Unknown', description: 'Further data, different for each kind of event.' },
    { path: 'legacyEventType', type: 'String', description: 'The kind of event in the former log.' },
    { path: 'transaction', type: 'Unknown', description: 'The request or job that it is a part of.' },
    { path: 'uuid', type: 'String', description: 'Id of the event.' },
    { path: 'version', type: 'String', description: 'Version of this form of events.' },
    { path: 'request', type: 'Unknown', description: 'The network addresses that the request came through.' },
    { path: 'target', type: 'Unknown', description: 'What it was done to: users, applications, groups.' },
  ],
  title: 'Okta Log Events',
  columns: ['published', 'eventType', 'displayMessage', 'severity', 'actor', 'target', 'outcome', 'uuid'],
  run: async ({ filter, since, until, sortOrder, limit }, { http }) => {
    const query = { filter, since, until, sortOrder, limit: Math.min(limit, MOST) };
    const events = await allPages('events', {
      read: async (page) => {
        const { body, next } = await http.page(path`logs`, page, { query, reply: t.array(OktaEvent) });
        return { records: body, next };
      },
      keyOf: ({ uuid }) => uuid,
      // A log without an end is polled: there is a next page for ever.
      endsWithNothingNew: true,
      enough: limit,
    });
    return events.slice(0, limit);
  },
});
