import type { TransportOptions } from './axios-transport';
import type { Transport } from './wire';

/** The axios transport, loaded with the first request: loading it takes longer than everything else at start-up. */
export const lazyTransport = (options: TransportOptions): Transport => {
  let transport: Promise<Transport> | undefined;
  return async (request) => {
    transport ??= import('./axios-transport.js').then(({ createAxiosTransport }) => createAxiosTransport(options));
    return (await transport)(request);
  };
};
