import {
  allPages,
  argument,
  defineCommand,
  failure,
  IAMError,
  path,
  type Attributes,
  type Path,
  type ReadingHttp,
} from '@iam/core';
import * as t from 'io-ts';
import { OktaApp, OktaAssignment } from './okta-codecs';
import { filter } from './okta-query';

// https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Application/

const Apps = t.array(OktaApp);

/** The most applications that one request may ask for. */
const MOST = 200;

const ID = { path: 'ID', type: 'String', description: 'Id of the application.' } as const;
const NAME = { path: 'Name', type: 'String', description: 'Key of the kind of application.' } as const;
const LABEL = { path: 'Label', type: 'String', description: 'Name of the application.' } as const;

export const getAppUserAssignment = defineCommand({
  name: 'okta-get-app-user-assignment',
  description: 'Tells whether an application is assigned to a user, and with what profile.',
  arguments: {
    user_id: argument.text('Id of the user.', { required: true }),
    application_id: argument.text('Id of the application.', { required: true }),
  },
  contextKey: 'Okta.AppUserAssignment',
  keyedBy: ['UserID', 'AppID'],
  outputs: [
    { path: 'UserID', type: 'String', description: 'Id of the user.' },
    { path: 'AppID', type: 'String', description: 'Id of the application.' },
    { path: 'IsAssigned', type: 'Boolean', description: 'Whether the application is assigned to the user.' },
    { path: 'ProfileInApp', type: 'Unknown', description: 'The user’s profile in the application.' },
  ],
  run: async ({ user_id, application_id }, { http }) => {
    const found = await http.find(path`apps/${application_id}/users/${user_id}`, { reply: OktaAssignment });
    if (found !== undefined && String(found.id) !== user_id) {
      throw new IAMError(failure('malformed-reply', 'Okta answered with the assignment of another user.'));
    }
    return {
      UserID: user_id,
      AppID: application_id,
      IsAssigned: found !== undefined,
      ...(found === undefined ? {} : { ProfileInApp: found.profile ?? {} }),
    };
  },
  tables: ([assignment = {}]) => {
    const { UserID, AppID, IsAssigned, ProfileInApp } = assignment;
    const row = { 'App ID': AppID, 'Is Assigned': IsAssigned, 'User ID': UserID };
    return [{ title: 'App User Assignment', rows: [row] }, ...profileTable(ProfileInApp)];
  },
});

const profileTable = (profile: unknown) =>
  isProfile(profile) ? [{ title: 'Profile in App', rows: [profile] }] : [];

const isProfile = (profile: unknown): profile is Attributes =>
  typeof profile === 'object' && profile !== null && Object.keys(profile).length > 0;

export const listApplications = defineCommand({
  name: 'okta-iam-list-applications',
  description: 'Lists the applications of the org, one page.',
  arguments: {
    query: argument.text('How the name or label begins.'),
    page: argument.number(0, 10_000)('Which page, the first one being 0.', { default: 0 }),
    limit: argument.number(1, MOST)('How many applications are on a page.', { default: 50 }),
  },
  contextKey: 'Okta.Application',
  keyedBy: ['ID'],
  outputs: [
    ID,
    NAME,
    LABEL,
    { path: 'Logo', type: 'String', description: 'Address of the application’s logo.' },
  ],
  run: async ({ query, page, limit }, { http }) => {
    let next: string | undefined;
    // Cursors lead from page to page, so those before are read as well.
    for (let at = 0; ; at += 1) {
      const reply = await appPage(http, path`apps`, next, { q: query, limit });
      if (at === page) {
        return reply.records.map((app) => ({ ...common(app), ...logoOf(app) }));
      }
      if (reply.next === undefined) {
        return [];
      }
      next = reply.next;
    }
  },
  tables: (records, { page, limit }) => {
    const range = `${page * limit + 1} - ${page * limit + records.length}`;
    return [
      {
        title: records.length === 0 ? 'Okta Applications' : `Okta Applications (${range})`,
        rows: records,
        columns: ['ID', 'Name', 'Label', 'Logo'],
        images: ['Logo'],
      },
    ];
  },
});

export const listUserApplications = defineCommand({
  name: 'okta-iam-list-user-applications',
  description: 'Lists all applications that are assigned to a user.',
  arguments: { user_id: argument.text('Id of the user.', { required: true }) },
  contextKey: 'Okta.Application',
  keyedBy: ['ID'],
  outputs: [ID, NAME, LABEL, { path: 'Status', type: 'String', description: 'ACTIVE or INACTIVE.' }],
  title: 'Okta User Applications',
  run: async ({ user_id }, { http }) => {
    // Okta documents this condition together with `expand`.
    const query = { filter: filter`user.id eq ${user_id}`, expand: `user/${user_id}`, limit: MOST };
    const apps = await allPages('applications', {
      read: (page) => appPage(http, path`apps`, page, query),
      keyOf: ({ id }) => String(id),
    });
    return apps.map((app) => ({ ...common(app), ...(app.status == null ? {} : { Status: app.status }) }));
  },
});

type AppQuery = Readonly<Record<string, string | number | undefined>>;

const appPage = async (http: ReadingHttp, list: Path, page: string | undefined, query: AppQuery) => {
  const { body, next } = await http.page(list, page, { query, reply: Apps });
  return { records: body, next };
};

const common = ({ id, name, label }: OktaApp) => ({ ID: String(id), Name: name, Label: label });

const logoOf = ({ _links }: OktaApp) => {
  const href = _links?.logo?.[0]?.href;
  return href === undefined ? {} : { Logo: href };
};
