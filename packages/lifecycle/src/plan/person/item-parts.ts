import type { ItemOp } from '../file/plan-line';
import type { GroupChanges } from './group-changes';
import type { DraftItem, Found } from './planned-pair';

export const foundBy = ({ linked, by }: Found): Pick<DraftItem, 'found'> => (linked ? {} : { found: by });

/** How many requests an item takes at most, as far as can be known when it is planned. */
export const requestsOf = (op: ItemOp, changed: boolean, { add, remove }: GroupChanges): number =>
  (op === 'adopt' || op === 'groups' ? 0 : op === 'enable' && changed ? 3 : 2) + add.length + remove.length;
