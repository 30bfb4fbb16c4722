import { socketFits } from './socket-folder';

// sun_path holds 108 bytes on Linux and 104 on macOS, its final zero included; "/.s.PGSQL.5432" are 14 of them.
it.each([
  ['linux', 93, true],
  ['linux', 94, false],
  ['darwin', 89, true],
  ['darwin', 90, false],
] as const)('on %s a folder of %i bytes fits: %s', (platform, length, fits) => {
  expect(socketFits(`/${'x'.repeat(length - 1)}`, platform)).toBe(fits);
});

it('counts bytes, not letters', () => {
  expect(socketFits(`/${'ü'.repeat(50)}`, 'linux')).toBe(false);
});
