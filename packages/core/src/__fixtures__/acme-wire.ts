import { createInstance, type InstanceOptions } from '../instance/instance';
import type { Transport } from '../http/transport/wire';
import { acme } from './acme';

export const TOKEN = 'hush-hush';

/** One reply: a status alone, or with a body. */
export type Answer =
  number | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> };

const PERSON = { id: '7', login: 'jane', title: 'Clerk' };

/** An instance of the vendor over the wire; `answer` says how a request is replied to, which is with one person when absent. */
export const setUpWire = (
  options: Partial<InstanceOptions> = {},
  answer: (request: string) => Answer | undefined = () => undefined,
) => {
  const sent: string[] = [];
  const transport: Transport = async ({ method, url, body }) => {
    const request = `${method} ${new URL(url).pathname}`;
    sent.push(body === undefined ? request : `${request} ${body}`);
    const given = answer(request) ?? 200;
    const {
      status,
      body: replied = PERSON,
      headers = {},
    } = typeof given === 'number' ? { status: given } : given;
    return { status, headers: Object.entries(headers), body: Buffer.from(JSON.stringify(replied)) };
  };
  const instance = createInstance(
    acme,
    { url: 'https://acme.example', token: TOKEN },
    { name: 'acme_1', env: {}, transport, ...options },
  );
  return { instance, sent };
};
