import type { VendorRequest } from '@iam/core/testing';

/** Where clients reach a vendor, for `meta.location`: as told, else as the request says, else the vendor's own address. */
export const originOf = (
  request: VendorRequest | undefined,
  told: string | undefined,
  usual: string,
): string => {
  if (told !== undefined) return told.replace(/\/+$/, '');
  const host = request?.headers['host'];
  return host === undefined ? usual : `http://${host}`;
};
