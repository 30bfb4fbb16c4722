import type { Event } from './decision';

/** The events of the reference's feed, by the names of its incident types. */
export const REFERENCE_EVENTS = [
  'IAM - New Hire',
  'IAM - Update User',
  'IAM - Terminate User',
  'IAM - Rehire User',
  'IAM - AD User Activation',
  'IAM - AD User Deactivation',
] as const;

export type ReferenceEvent = (typeof REFERENCE_EVENTS)[number];

/** Our event, what the reference calls it, and what is different. */
export interface EventNames {
  readonly reference: readonly ReferenceEvent[];
  readonly note: string;
}

/** For those who come from the reference: screens and documentation show both names. */
export const EVENT_NAMES: Readonly<Record<Event, EventNames>> = {
  joiner: {
    reference: ['IAM - New Hire', 'IAM - AD User Activation'],
    note: 'the reference creates first and activates on the start date; here the account is made when the person is in',
  },
  mover: { reference: ['IAM - Update User'], note: 'empty, null and absent are no change' },
  leaver: { reference: ['IAM - Terminate User'], note: 'decided before everything else' },
  rehire: { reference: ['IAM - Rehire User'], note: 'by date alone as well' },
  postponed: { reference: ['IAM - AD User Deactivation'], note: 'in every application' },
  reappeared: { reference: ['IAM - Update User'], note: 'the reference has no word for it' },
  leave: { reference: ['IAM - Update User'], note: 'the reference only copies the status' },
  returned: { reference: ['IAM - Update User'], note: 'the reference only copies the status' },
  missing: { reference: ['IAM - Terminate User'], note: 'the reference terminates; here it is held' },
};
