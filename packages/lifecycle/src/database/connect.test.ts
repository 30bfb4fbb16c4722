import { createServer, type AddressInfo } from 'node:net';
import { openSilentLink, type SilentLink } from './__fixtures__/silent-link';
import { openTestDatabase, type TestDatabase } from './__fixtures__/test-database';
import { connect, type Database } from './connect';

let target: TestDatabase;
let link: SilentLink;
let database: Database;

beforeEach(async () => {
  target = await openTestDatabase();
  link = await openSilentLink(target.url);
  database = connect(link.url, 'server');
});

afterEach(async () => {
  await database.close();
  await link.close();
  await target.drop();
});

const serial = (on: Pick<Database, 'query'>) => on.query('select serial from iam.store');

describe('a link that goes silent', () => {
  it('fails a statement after its time, and the next one goes over another connection', async () => {
    const hasty = database.within(100);
    await serial(hasty);
    link.silence();
    await expect(serial(hasty)).rejects.toThrow('timeout');
    link.speak();
    expect(await serial(database)).toEqual([{ serial: 0 }]);
    expect(database.pool.totalCount).toBe(1);
  });

  it('fails a transaction in its middle, and its connection is not used again', async () => {
    const hasty = database.within(100);
    const asked = hasty.transaction(async (sql) => {
      await sql.execute('update iam.store set serial = 7');
      link.silence();
      await sql.execute('update iam.store set serial = 8');
    });
    await expect(asked).rejects.toThrow('timeout');
    link.speak();
    expect(database.pool.totalCount).toBe(0);
    expect(await serial(target)).toEqual([{ serial: 0 }]);
  }, 20_000);

  it('does not keep the pool from being closed', async () => {
    const other = connect(link.url, 'server');
    await serial(other);
    link.silence();
    await other.close();
    link.speak();
    expect(other.pool.ending).toBe(true);
  }, 20_000);
});

describe('a transaction that fails', () => {
  it('keeps its connection when the server has answered', async () => {
    await expect(database.transaction((sql) => sql.execute('select 1 / 0'))).rejects.toThrow('division');
    await expect(database.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(database.pool.idleCount).toBe(1);
  });
});

/** A message of PostgreSQL's protocol, version 3. */
const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

describe('a server that ends a connection in the moment in which it comes about', () => {
  it('fails what is asked, and never the process', async () => {
    const authenticated = message('R', Buffer.alloc(4));
    const ready = message('Z', Buffer.from('I'));
    const fatal = message('E', Buffer.from('SFATAL\0C57P01\0Mgoing away\0\0'));
    const server = createServer((socket) =>
      socket.once('data', () => socket.end(Buffer.concat([authenticated, ready, fatal]))),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const away = connect(`postgres://u@127.0.0.1:${port}/d`, 'server');
    await expect(away.transaction((sql) => sql.query('select 1'))).rejects.toThrow();
    await away.close();
    server.close();
  });
});
