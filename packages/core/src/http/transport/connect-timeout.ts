import type { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { codedError } from './coded-error';

/** Making a connection, through a proxy or not, takes at most this long; a vendor that is up answers far sooner. */
export const CONNECT_TIMEOUT_MS = 10_000;

export const connectTimeout = (): Error => codedError('connect timeout', 'ETIMEDOUT');

/** The same agent with a timeout for connecting, TLS handshake included. */
export const withConnectTimeout = <A extends Agent>(agent: A): A => {
  const original = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = original(options, callback) as Socket;
    const timer = setTimeout(() => socket.destroy(connectTimeout()), CONNECT_TIMEOUT_MS);
    const stop = (): void => clearTimeout(timer);
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
    socket.once('close', stop);
    return socket;
  };
  return agent;
};
