import type { FakeVendor, VendorRequest } from '@iam/conformance';

/** A vendor that records its requests. */
export interface RecordingVendor extends FakeVendor {
  /** Requests since creation, reset or `forget`, oldest first. Headers include credentials. */
  readonly requests: () => readonly VendorRequest[];
  readonly forgetRequests: () => void;
}

/** Wraps a vendor to count and inspect the requests it gets; wrap faults inside or outside as the count should go. */
export const recordRequests = <V extends FakeVendor>(vendor: V): V & RecordingVendor => {
  let requests: VendorRequest[] = [];
  const forgetRequests = (): void => {
    requests = [];
  };
  return {
    ...vendor,
    handle: (request) => {
      requests.push(request);
      return vendor.handle(request);
    },
    reset: () => {
      forgetRequests();
      vendor.reset();
    },
    requests: () => [...requests],
    forgetRequests,
  };
};
