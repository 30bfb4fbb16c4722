import { processIo } from './io';

it('interrupts once when the terminal closes, and ignores a repeated SIGHUP', () => {
  let heard = 0;
  const before = process.listeners('SIGHUP');
  const release = processIo().onInterrupt(() => {
    heard += 1;
    release();
  });
  process.emit('SIGHUP');
  process.emit('SIGHUP');
  const added = process.listeners('SIGHUP').filter((listener) => !before.includes(listener));
  added.forEach((listener) => process.off('SIGHUP', listener));

  expect(heard).toBe(1);
  // Node ends a process that has no listener for the signal.
  expect(added).toHaveLength(1);
});
