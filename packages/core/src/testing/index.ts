export type { FakeVendor, VendorReply, VendorRequest } from './fake-vendor';
