import { startWorker } from './workers.mjs';

/** Applies a plan that was applied to its end once more: nothing may be sent. */
export const problemsOfApplyingAgain = async (world, evidence) => {
  const { plan, url, vendor, face, rate } = world;
  const again = startWorker({ plan, url, vendor: vendor.url, face, rate, name: 'again' });
  const end = await again.over;
  const { requests } = await vendor.ask('report');
  const more = requests.length - evidence.requests.length;
  return [
    ...(end === 0 ? [] : [`applying the plan again ended with ${end}: ${JSON.stringify(again.said)}`]),
    ...(more === 0 ? [] : [`applying the plan again sent ${more} requests`]),
  ];
};
