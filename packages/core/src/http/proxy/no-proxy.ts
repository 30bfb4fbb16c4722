import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { trimEndChar } from '../../codec/trim-end-char';

/** The hosts that are reached directly. */
export interface NoProxy {
  readonly has: (url: URL) => boolean;
  /** Which parts of the list are not understood, counted from 1. */
  readonly unread: readonly number[];
}

/**
 * Reads NO_PROXY as curl and Go do: names with all that is below them (`.name` and `*.name` only what is below), addresses,
 * networks (`10.0.0.0/8`), each with a port where only that is meant, and `*` for everything.
 */
export const readNoProxy = (list: string): NoProxy => {
  const parts = list.split(/[\s,]/).filter((part) => part !== '');
  const read = parts.map(readPart);
  return {
    has: (url) => read.some((matches) => matches?.(targetOf(url)) === true),
    unread: read.flatMap((matches, index) => (matches === undefined ? [index + 1] : [])),
  };
};

interface Target {
  /** In lower case, an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

type Matches = (target: Target) => boolean;

export const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/** The host of a URL, an IPv6 address without the brackets it has there. */
export const hostOf = ({ hostname }: URL): string =>
  hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;

const targetOf = (url: URL): Target => ({ host: hostOf(url).toLowerCase(), port: portOf(url) });

const readPart = (part: string): Matches | undefined => {
  if (part === '*') {
    return () => true;
  }
  if (isIP(part) !== 0) {
    return within(part);
  }
  const [, address = '', prefix] = /^([^/]*)\/(\d{1,3})$/.exec(part) ?? [];
  if (prefix !== undefined) {
    return within(address, Number(prefix));
  }
  const [, bracketed, name = '', port] = /^(?:\[([^\]]*)\]|([^:/[\]]+))(?::(\d{1,5}))?$/.exec(part) ?? [];
  const matches = bracketed === undefined ? below(name) : within(bracketed);
  return matches === undefined || port === undefined
    ? matches
    : (target) => target.port === Number(port) && matches(target);
};

/** The addresses of a network, or one address. */
const within = (address: string, prefix?: number): Matches | undefined => {
  const version = isIP(address);
  const bits = version === 4 ? 32 : 128;
  if (version === 0 || (prefix ?? 0) > bits) {
    return undefined;
  }
  const network = new BlockList();
  network.addSubnet(address, prefix ?? bits, familyOf(version));
  return ({ host }) => {
    const found = isIP(host);
    return found !== 0 && network.check(host, familyOf(found));
  };
};

const familyOf = (version: number): 'ipv4' | 'ipv6' => (version === 4 ? 'ipv4' : 'ipv6');

// An IPv4 address with a port is read as a name too: nothing lies below it, and it matches itself alone.
const below = (name: string): Matches | undefined => {
  const onlyBelow = /^\*?\./.test(name);
  const domain = domainToASCII(trimEndChar(onlyBelow ? name.slice(name.indexOf('.') + 1) : name, '.'));
  if (!DOMAIN.test(domain)) {
    return undefined;
  }
  return ({ host }) => host.endsWith(`.${domain}`) || (!onlyBelow && host === domain);
};

const DOMAIN = /^[\w-]+(\.[\w-]+)*$/;
