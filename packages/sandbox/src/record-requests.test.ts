import { setUpAws } from './__fixtures__/aws';
import { callerOf } from './__fixtures__/vendor-caller';
import { createAtlassianVendor } from './atlassian/atlassian-vendor';
import { withFaults } from './faults';
import { recordRequests } from './record-requests';

describe('recordRequests', () => {
  it('lists what was asked, oldest first, until told to forget', () => {
    const vendor = recordRequests(setUpAws().vendor);
    const caller = callerOf(vendor, '/t1/scim/v2', {});
    caller.get('/Users');
    caller.post('/Users', {});
    expect(vendor.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /t1/scim/v2/Users',
      'POST /t1/scim/v2/Users',
    ]);
    vendor.forgetRequests();
    expect(vendor.requests()).toEqual([]);
  });

  it('keeps the vendor’s other methods', () => {
    const vendor = recordRequests(withFaults(createAtlassianVendor(), [{ fault: 'refused' }]));
    expect([vendor.requests(), vendor.pending().length, vendor.accounts()]).toEqual([[], 1, []]);
  });

  it('forgets when the vendor is reset', () => {
    const vendor = recordRequests(setUpAws().vendor);
    callerOf(vendor, '/t1/scim/v2', {}).get('/Users');
    vendor.reset();
    expect(vendor.requests()).toEqual([]);
  });
});
