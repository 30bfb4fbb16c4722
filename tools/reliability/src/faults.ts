import { bodyFaults } from './body-faults';
import { connectionFaults } from './connection-faults';
import type { FaultRow } from './fault-row';
import { statusFaults } from './status-faults';

/** Every fault of the table, in its order. */
export const faults: readonly FaultRow[] = [...connectionFaults, ...bodyFaults, ...statusFaults];
