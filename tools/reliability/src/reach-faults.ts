/**
 * How a read ends when the vendor is not reachable as configured: outcome, attempts and maximum duration with a connect
 * time-out of 10 s. A table of docs/reliability.md.
 */
export const reachOutcomes = {
  'nobody listens at the port': 'network, 4×, 2.6 s',
  'the host name is unknown': 'network, 4×, 2.6 s',
  'an IPv6 address': 'done',
  'a certificate of a known authority': 'done',
  'a self-signed certificate': 'tls, 1×, 0 s',
  'a self-signed certificate, `insecure`': 'done, with a warning',
  'an expired certificate': 'tls, 1×, 0 s',
  'a certificate of another host': 'tls, 1×, 0 s',
  'plain HTTP where TLS is expected': 'tls, 1×, 0 s',
  'proxy variables set, `proxy` off': 'done, direct',
  'proxy variables set, `proxy` on': 'done, through the proxy',
  'proxy variables set, `proxy` on, the host in NO_PROXY': 'done, direct',
  'no proxy variables, `proxy` on': 'done, direct',
  'https through a proxy': 'done, through a tunnel that is kept open',
  'a proxy that asks for a password (407)': 'proxy, 1×, 0 s',
  'a proxy that refuses the tunnel (403)': 'proxy, 1×, 0 s',
  'a proxy that cannot reach the vendor (502)': 'network, 4×, 2.6 s',
  'a proxy that never answers': 'timeout, 4×, 42.6 s',
  'a proxy that is not there': 'network, 4×, 2.6 s',
  'a proxy variable that cannot be read': 'proxy, 1×, 0 s',
} as const;

export type Situation = keyof typeof reachOutcomes;
