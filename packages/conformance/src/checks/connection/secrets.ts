import { inspect } from 'node:util';
import { type CommandResult, createInstance, toContext, toEntry, toMarkdown } from '@iam/core';
import { isDictionary } from '@iam/core/internal';
import { onFake, reading, type Check, type Kit } from '../../kit/check';
import { claim, complain } from '../../claims/expectations';
import { instead } from '../../server/fault';
import { aChange, givenUser, vendorError, wrongCredentials } from '../../claims/given';

/** Secrets stay on the wire. */
export const secretChecks: readonly Check[] = [
  onFake('secrets: credentials are declared as such', async (kit) => {
    wrongCredentials(kit);
    await kit.run('test-module', {});
    const given = Object.values(kit.params).filter(
      (value) => typeof value === 'string' && kit.secrets.includes(value),
    );
    claim(
      given.length > 0,
      'No parameter of the test is a secret.',
      '`params` of the test: give the credentials as plain text.',
    );
  }),
  reading('secrets: no result, request event or instance shows one', async (kit) => {
    const results = [
      await kit.run('test-module', {}),
      await kit.run('get-mapping-fields', {}),
      await kit.user('iam-get-user', kit.newPerson()),
      await kit.user('iam-get-user', {}),
    ];
    showsNone(kit, results);
  }),
  onFake('secrets: an error that quotes the credentials does not show them', async (kit) => {
    const { profile } = await givenUser(kit);
    const { body, message } = await vendorError(kit);
    const { key, after } = aChange(kit);
    const quoted = kit.secrets.join(' ');
    const replies = [
      { status: 400, body: withAppended(body, message, quoted) },
      { status: 400, text: `You sent ${quoted}` },
      { status: 500, body: { message: `You sent ${quoted}` } },
      { status: 302, headers: { Location: `http://127.0.0.1/?token=${encodeURIComponent(quoted)}` } },
    ];
    for (const reply of replies) {
      for (const on of ['reads', 'writes'] as const) {
        kit.server.repair();
        kit.server.fail({ on, times: Infinity, mishap: instead(reply) });
        showsNone(kit, [
          await kit.user('iam-create-user', { ...profile, [key]: after }),
          await kit.user('iam-disable-user', profile),
          await kit.run('test-module', {}),
          await kit.run('get-mapping-fields', {}),
        ]);
      }
    }
  }),
  onFake('secrets: a lost connection and a broken reply do not show them', async (kit) => {
    for (const mishap of [
      { kind: 'lost-before' },
      { kind: 'truncated' },
      instead({ status: 200, text: '{' }),
      instead({ status: 200, body: {} }),
    ] as const) {
      kit.server.repair();
      kit.server.fail({ on: 'all', times: Infinity, mishap });
      showsNone(kit, [
        await kit.user('iam-get-user', kit.newPerson()),
        await kit.run('test-module', {}),
        await kit.run('get-mapping-fields', {}),
      ]);
    }
  }),
  onFake('secrets: an instance and its refusal do not show them', async (kit) => {
    const named = { name: 'conformance_instance_1', env: {} };
    const instance = createInstance(kit.integration, kit.params, named);
    searched(
      kit,
      `${inspect(instance, { depth: null, showHidden: true })}${JSON.stringify(instance)}`,
      'The instance',
      ADVICE,
    );
    try {
      createInstance(kit.integration, { ...kit.params, notaparameter: 'x', timeout: 'x' }, named);
    } catch (thrown) {
      searched(
        kit,
        inspect(thrown, { depth: null, showHidden: true }),
        'The error of a wrong configuration',
        ADVICE,
      );
    }
  }),
];

const ADVICE =
  'the client and the definition: reveal() a secret only inside `connection`; never put it, a request or a caught error into a message or a result.';

const showsNone = (kit: Kit, results: readonly CommandResult[]): void => {
  for (const result of results) {
    const shown = [result, toContext(result), toEntry(result)].map(
      (part) => `${JSON.stringify(part)}${inspect(part, { depth: null, showHidden: true })}`,
    );
    searched(kit, `${shown.join('')}${toMarkdown(result)}`, `The result of ${result.command}`, ADVICE);
  }
  searched(kit, inspect(kit.events(), { depth: null, showHidden: true }), 'A request event', ADVICE);
};

const searched = (kit: Kit, text: string, where: string, change: string): void => {
  if (kit.secrets.some((secret) => holds(text, secret))) {
    complain(`${where} shows a secret of the instance.`, change);
  }
};

/** In clear or in one of the forms that a request or a log has it in. */
const holds = (text: string, secret: string): boolean =>
  [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    JSON.stringify(secret).slice(1, -1),
  ].some((form) => text.includes(form));

/** The error body with `extra` behind every text that the message is made of. */
const withAppended = (body: unknown, message: string, extra: string): unknown => {
  if (typeof body === 'string') {
    return body !== '' && message.includes(body) ? `${body} ${extra}` : body;
  }
  if (Array.isArray(body)) {
    return body.map((item: unknown) => withAppended(item, message, extra));
  }
  return isDictionary(body)
    ? Object.fromEntries(
        Object.entries(body).map(([key, value]) => [key, withAppended(value, message, extra)]),
      )
    : body;
};
