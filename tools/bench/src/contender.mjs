// One way to ask the same thing, in a process of its own: in a shared one each would slow the others down (the engine optimises
// for what it has seen). A message { count, width } is answered with the milliseconds that the calls took.
import http from 'node:http';
import { timeOf } from './measure.mjs';

const [, , name, url] = process.argv;
const PATH = `/Users?filter=${encodeURIComponent('userName eq "jane@example.com"')}`;
const headers = { Authorization: 'Bearer bench-token', Accept: 'application/scim+json, application/json' };

const contenders = {
  undici: async () => {
    const { Pool } = await import('undici');
    const pool = new Pool(url, { connections: 64 });
    return async () => {
      const { statusCode, body } = await pool.request({ path: PATH, method: 'GET', headers });
      if (statusCode !== 200) {
        throw new Error(String(statusCode));
      }
      return body.json();
    };
  },
  axios: async () => {
    const { default: axios } = await import('axios');
    const httpAgent = new http.Agent({ keepAlive: true });
    return async () =>
      (await axios.get(url + PATH, { httpAgent, headers, proxy: false, maxRedirects: 0 })).data;
  },
  transport: async () => {
    const { createAxiosTransport } =
      await import('../../../packages/core/dist/http/transport/axios-transport.js');
    const transport = createAxiosTransport({ insecure: false, route: { warnings: [] } });
    const request = { method: 'GET', url: url + PATH, headers, body: undefined, timeoutMs: 30_000 };
    return async () => {
      const { status, body } = await transport(request);
      if (status !== 200) {
        throw new Error(String(status));
      }
      return JSON.parse(body);
    };
  },
  command: async () => {
    const { createInstance } = await import('@iam/core');
    const { scim } = await import('@iam/scim');
    const instance = createInstance(scim, { url, token: 'bench-token' }, { name: 'bench' });
    const args = { 'user-profile': { username: 'jane@example.com' } };
    return async () => {
      const result = await instance.run('iam-get-user', args);
      if (result.status !== 'done') {
        throw new Error(result.failure?.message);
      }
    };
  },
};

const call = await contenders[name]();
process.on('message', async ({ count, width }) => process.send(await timeOf(call, count, width)));
process.on('disconnect', () => process.exit());
process.send('ready');
