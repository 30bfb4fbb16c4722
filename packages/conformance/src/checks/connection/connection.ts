import { adviceFor } from '../../claims/advice';
import { onFake, reading, type Check } from '../../kit/check';
import { claim, claimDone, claimFailed } from '../../claims/expectations';
import { instead, webPage } from '../../server/fault';
import { vendorError, wrongCredentials } from '../../claims/given';

/** test-module and get-mapping-fields. */
export const connectionChecks: readonly Check[] = [
  reading('test-module: succeeds and asks the vendor', async (kit) => {
    const result = await kit.run('test-module', {});
    claimDone(result, adviceFor(result, 'testConnection: return when a cheap authenticated read works.'));
    claim(
      result.cost > 0,
      'test-module sent no request.',
      'testConnection: send one cheap authenticated read; otherwise it proves nothing.',
    );
  }),
  onFake('test-module: wrong credentials fail with 401 and the vendor’s message', async (kit) => {
    const { message } = await vendorError(kit);
    const result = await kit.run('test-module', {}, { params: wrongCredentials(kit) });
    claimFailed(
      result,
      kit.vendor.tokenPath === undefined
        ? { status: 401, kinds: ['unauthorized'], says: message }
        : { kinds: ['unauthorized'], says: 'Could not sign in' },
      'testConnection: read something that needs the credentials, and do not catch its error.',
    );
  }),
  onFake('test-module: a web page in the API’s place fails', async (kit) => {
    kit.server.fail({ on: 'all', mishap: instead(webPage(200)) });
    const result = await kit.run('test-module', {});
    claimFailed(
      result,
      { kinds: ['malformed-reply'] },
      'testConnection: give the read a `reply` codec or at least do not catch what it throws; a wrong URL often answers with a page.',
    );
  }),
  onFake('test-module: a vendor that cannot be reached fails', async (kit) => {
    await kit.server.close();
    claimFailed(
      await kit.run('test-module', {}),
      { kinds: ['network'], status: null },
      'testConnection: do not catch errors.',
    );
  }),
  reading('get-mapping-fields: names the user fields of the application', async (kit) => {
    const result = await kit.run('get-mapping-fields', {});
    claimDone(result, adviceFor(result, 'getAppFields: return the names of the application’s user fields.'));
    const fields = result.kind === 'fields' ? Object.entries(result.fields) : [];
    claim(
      fields.length > 0,
      'get-mapping-fields lists no field.',
      'getAppFields: return at least the attributes that the outgoing mapper writes.',
    );
    const [blank] =
      fields.find(([name, text]) => name.trim() === '' || typeof text !== 'string' || text.trim() === '') ??
      [];
    claim(
      blank === undefined,
      `get-mapping-fields has no description for "${blank}".`,
      'getAppFields: give every field a text; repeat the name where the vendor has none.',
    );
  }),
];
