import { Socket } from 'node:net';

/** The sockets of a pool, so that the pool can be closed although the other end does not answer. */
export interface KeptSockets {
  /** As pg takes it: `stream`. */
  readonly open: () => Socket;
  /** Waits until the pool has said goodbye on its connections, for a short time, and ends what is left of them. */
  readonly closeAfter: (closing: Promise<void>) => Promise<void>;
}

/** A server that lives has read the goodbye by then. */
const GOODBYE_MS = 3000;

export const keepSockets = (): KeptSockets => {
  const sockets = new Set<Socket>();
  return {
    open: () => {
      const socket = new Socket();
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
    closeAfter: async (closing) => {
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, GOODBYE_MS);
      });
      try {
        await Promise.race([closing, tooLong]);
      } finally {
        clearTimeout(timer);
        sockets.forEach((socket) => socket.destroy());
      }
    },
  };
};
