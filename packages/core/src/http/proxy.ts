import type { Agent } from 'node:http';
import type { AgentOptions } from 'node:https';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/**
 * Agents that go through the proxy which the system's variables name for `baseUrl` (HTTP_PROXY, HTTPS_PROXY,
 * ALL_PROXY, NO_PROXY); undefined when they name none. They keep their tunnels open, which axios's own proxy
 * support does not.
 */
export const proxyAgents = (
  baseUrl: string,
  options: AgentOptions,
): { readonly httpAgent: Agent; readonly httpsAgent: Agent } | undefined => {
  const proxy = getProxyForUrl(baseUrl);
  return proxy === ''
    ? undefined
    : {
        httpAgent: remembering(new HttpProxyAgent(proxy, options), options),
        httpsAgent: remembering(new HttpsProxyAgent(proxy, options), options),
      };
};

// https-proxy-agent 7 keeps the options for the way to the proxy only: without them here it would close every tunnel after
// one request and check certificates although told not to.
const remembering = <A extends Agent>(agent: A, options: AgentOptions): A =>
  Object.assign(agent, { options: { ...options, path: null } });
