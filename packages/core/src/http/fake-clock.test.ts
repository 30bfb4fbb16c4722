import { createFakeClock } from './fake-clock';

it('a fake clock advances by what was slept, the date as well', async () => {
  const clock = createFakeClock();
  const began = clock.date().getTime();
  await clock.sleep(1500);
  await clock.sleep(20);

  expect(clock.slept()).toEqual([1500, 20]);
  expect(clock.now()).toBe(1520);
  expect(clock.date().getTime() - began).toBe(1520);
});

it('a sleep that is stopped before it begins takes no time', async () => {
  const clock = createFakeClock();

  await expect(clock.sleep(1500, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  expect([clock.now(), clock.slept()]).toEqual([0, []]);
});
