/** One parameter of a raw query. `value` is undefined for a bare name: `?cursor` is not `?cursor=` everywhere. */
export interface QueryParameter {
  readonly name: string;
  readonly value: string | undefined;
}

const decode = (text: string): string => decodeURIComponent(text.replace(/\+/g, ' '));

/** Splits a raw query. Returns undefined when its percent-encoding is broken. */
export const parseQuery = (query: string): readonly QueryParameter[] | undefined => {
  try {
    return query
      .split('&')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.indexOf('=');
        return at < 0
          ? { name: decode(part), value: undefined }
          : { name: decode(part.slice(0, at)), value: decode(part.slice(at + 1)) };
      });
  } catch {
    return undefined;
  }
};

/** Splits a path into decoded segments. Returns undefined when its percent-encoding is broken. */
export const pathSegments = (path: string): readonly string[] | undefined => {
  try {
    return path.replace(/^\//, '').split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
};
