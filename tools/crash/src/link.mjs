import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { socketUrl } from './engine.mjs';

const SOCKET = '.s.PGSQL.5432';

/** A link to the database's server that can go silent: connections stay open, and nothing passes. */
export const openLink = async (socketFolder) => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-link-'));
  const pairs = new Set();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(join(socketFolder, SOCKET));
    const pair = { near, far };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    if (isSilent) {
      near.pause();
      far.pause();
    }
  });
  await new Promise((resolve) => server.listen(join(folder, SOCKET), resolve));
  return {
    urlOf: (name) => socketUrl(folder, name),
    silence: () => {
      isSilent = true;
      pairs.forEach(({ near, far }) => [near, far].forEach((socket) => socket.pause()));
    },
    speak: () => {
      isSilent = false;
      pairs.forEach(({ near, far }) => [near, far].forEach((socket) => socket.resume()));
    },
    close: async () => {
      server.close();
      pairs.forEach(({ near, far }) => [near, far].forEach((socket) => socket.destroy()));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
