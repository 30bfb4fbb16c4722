import type { TransportOptions } from './axios-transport';
import type { Transport } from './wire';

type AxiosTransport = typeof import('./axios-transport');

/** The axios transport, loaded with the first request: loading it takes longer than everything else at start-up. */
export const lazyTransport = (options: TransportOptions): Transport => {
  let transport: Transport | undefined;
  return (request) => {
    // Not import(): jest does not run that in a package that is built, and consumers test with jest.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    transport ??= (require('./axios-transport') as AxiosTransport).createAxiosTransport(options);
    return transport(request);
  };
};
