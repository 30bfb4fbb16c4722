import { isPassing } from './database-error';

const failed = (code: string, syscall?: string): Error =>
  Object.assign(new Error('failed'), { code, ...(syscall === undefined ? {} : { syscall }) });

describe('what the same statement may get over', () => {
  it.each([
    ['a server that shuts down', failed('57P01')],
    ['a disk of the server that is full', failed('53100')],
    ['a server that was just taken over by another', failed('25006')],
    ['two that wait for each other', failed('40P01')],
    ['nobody listens', failed('ECONNREFUSED', 'connect')],
    ['the socket is gone', failed('ENOENT', 'connect')],
    ['this user may not use the socket', failed('EACCES', 'connect')],
    ['the name is not found', failed('EAI_AGAIN', 'getaddrinfo')],
    ['the connection was cut while it was read', failed('ECONNRESET', 'read')],
    ['the connection was cut while it was written', failed('EPIPE', 'write')],
    ['pg, without a code', new Error('Connection terminated unexpectedly')],
  ])('%s', (_, thrown) => {
    expect(isPassing(thrown)).toBe(true);
  });

  it.each([
    ['a full disk of this machine', failed('ENOSPC', 'write')],
    ['a file that is gone', failed('ENOENT', 'open')],
    ['a file that this user may not read', failed('EACCES', 'open')],
    ['a file that cannot be read', failed('EIO', 'read')],
    ['too many open files', failed('EMFILE', 'open')],
    ['a statement that is wrong', failed('42601')],
    ['a value that is there already', failed('23505')],
    ['a defect', new TypeError('x is not a function')],
  ])('not %s', (_, thrown) => {
    expect(isPassing(thrown)).toBe(false);
  });
});
