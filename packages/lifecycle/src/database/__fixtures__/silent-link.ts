import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A link to a server's socket that can go silent: connections stay open, and nothing passes any more. */
export interface SilentLink {
  /** The URL of a database behind it. */
  readonly url: string;
  readonly silence: () => void;
  readonly speak: () => void;
  readonly close: () => Promise<void>;
}

const SOCKET = '.s.PGSQL.5432';

export const openSilentLink = async (url: string): Promise<SilentLink> => {
  const target = new URL(url.replace('@/', '@socket/'));
  const server = join(target.searchParams.get('host') ?? '', SOCKET);
  const folder = await mkdtemp(join(tmpdir(), 'iam-link-'));
  const sockets = new Set<Socket>();
  let isSilent = false;
  const listener = createServer((near) => {
    const far = connect(server);
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', end);
      from.on('close', end);
      if (isSilent) {
        from.pause();
      }
    }
  });
  await new Promise<void>((resolve) => listener.listen(join(folder, SOCKET), resolve));
  target.searchParams.set('host', folder);
  return {
    url: target.href.replace('@socket/', '@/'),
    silence: () => {
      isSilent = true;
      sockets.forEach((socket) => socket.pause());
    },
    speak: () => {
      isSilent = false;
      sockets.forEach((socket) => socket.resume());
    },
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      listener.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
