/** How a read ends when the vendor cannot be reached as configured; the table of docs/reliability.md. */
export const reachEndings = {
  'nobody listens at the port': 'network, 4 attempts',
  'the host name is unknown': 'network, 4 attempts',
  'an IPv6 address': 'done',
  'a certificate of a known authority': 'done',
  'a self-signed certificate': 'tls, 1 attempt',
  'a self-signed certificate, `insecure`': 'done, with a warning',
  'an expired certificate': 'tls, 1 attempt',
  'a certificate of another host': 'tls, 1 attempt',
  'plain HTTP where TLS is expected': 'tls, 1 attempt',
  'proxy variables set, `proxy` off': 'done, direct',
  'proxy variables set, `proxy` on': 'done, through the proxy',
  'proxy variables set, `proxy` on, the host in NO_PROXY': 'done, direct',
  'no proxy variables, `proxy` on': 'done, direct',
  'https through a proxy': 'done, through a tunnel that is kept open',
  'a proxy that asks for a password (407)': 'proxy, 1 attempt',
  'a proxy that refuses the tunnel (403)': 'proxy, 1 attempt',
  'a proxy that cannot reach the vendor (502)': 'network, 4 attempts',
  'a proxy that never answers': 'timeout, 4 attempts',
  'a proxy that is not there': 'network, 4 attempts',
  'a proxy variable that cannot be read': 'proxy, 1 attempt',
} as const;

export type Situation = keyof typeof reachEndings;
