import type { VendorRequest } from '@iam/conformance';

/** The public address of a vendor for `meta.location`: the option, else the request's host, else the vendor's own address. */
export const originOf = (
  request: VendorRequest | undefined,
  given: string | undefined,
  usual: string,
): string => {
  if (given !== undefined) {
    return given.replace(/\/+$/, '');
  }
  const host = request?.headers['host'];
  return host === undefined ? usual : `http://${host}`;
};
