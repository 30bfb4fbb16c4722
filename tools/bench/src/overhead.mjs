// What a command costs beyond the one request it sends: iam-get-user against the same GET by bare axios and by undici.
import http from 'node:http';
import axios from 'axios';
import { createInstance } from '@iam/core';
import { scim } from '@iam/scim';
import { Pool } from 'undici';
import { compare, round } from './measure.mjs';

const PATH = `/Users?filter=${encodeURIComponent('userName eq "jane@example.com"')}`;

export const overhead = async ({ url }) => {
  const agent = new http.Agent({ keepAlive: true });
  const pool = new Pool(url, { connections: 64 });
  const instance = createInstance(scim, { url, token: 'bench-token' }, { name: 'bench' });
  const args = { 'user-profile': { username: 'jane@example.com' } };
  const headers = { Authorization: 'Bearer bench-token' };
  const contenders = {
    undici: async () => {
      const { statusCode, body } = await pool.request({ path: PATH, method: 'GET', headers });
      if (statusCode !== 200) throw new Error(String(statusCode));
      return body.json();
    },
    axios: async () => (await axios.get(url + PATH, { httpAgent: agent, headers, proxy: false, maxRedirects: 0 })).data,
    command: async () => {
      const result = await instance.run('iam-get-user', args);
      if (result.status !== 'done') throw new Error(result.failure?.message);
    },
  };
  const rows = [];
  for (const width of [1, 16, 64]) {
    const ms = await compare(contenders, { count: width === 1 ? 1000 : 2000, width, rounds: 5 });
    const share = ms.axios / ms.command;
    rows.push(
      { what: `concurrency ${width}: undici / axios / command, ms each`, value: [ms.undici, ms.axios, ms.command].map((v) => round(v, 3)).join(' / ') },
      {
        what: `concurrency ${width}: a command more than bare axios`,
        value: `${round(ms.command - ms.axios, 3)} ms`,
        ...(width === 1 ? { goal: '≤ 0.3 ms', met: ms.command - ms.axios <= 0.3 } : {}),
      },
      {
        what: `concurrency ${width}: throughput against bare axios`,
        value: `${round(share * 100, 0)} %`,
        ...(width === 16 ? { goal: '≥ 80 %', met: share >= 0.8 } : {}),
      },
      { what: `concurrency ${width}: throughput against undici`, value: `${round((ms.undici / ms.command) * 100, 0)} %` },
    );
  }
  agent.destroy();
  await pool.close();
  return rows;
};
