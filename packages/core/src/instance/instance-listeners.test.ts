import { acme } from '../__fixtures__/acme';
import { createInstance, type InstanceOptions } from './instance';
import { createFakeClock } from '../http/fake-clock';

describe('a listener that fails later than it returns', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  beforeEach(() => process.on('unhandledRejection', note));
  afterEach(() => process.off('unhandledRejection', note));

  it('neither fails a command nor ends the process', async () => {
    const fail = (async () => {
      await Promise.resolve();
      throw new Error('the disk is full');
    }) as unknown as () => void;
    const options: InstanceOptions = {
      name: 'acme_1',
      env: {},
      clock: createFakeClock(),
      transport: async () => ({ status: 200, headers: [], body: Buffer.from('{}') }),
      onRequest: fail,
      onWarning: fail,
    };
    const instance = createInstance(
      acme,
      { url: 'https://acme.example', token: 't0ken', insecure: true },
      options,
    );
    await instance.run('test-module');
    // Rejections are told of when all microtasks have run.
    await new Promise(setImmediate);

    expect(unhandled).toEqual([]);
  });
});
