import { printable } from '@iam/core';
import type { Attestation } from '../report/attest';

/** An attestation in numbers, and where it says nothing. */
export const attestationCounts = ({ leavers, others, apps, notCovered, rows, isClosed }: Attestation) => ({
  leavers,
  others,
  apps,
  notCovered,
  isClosed,
  open: rows.filter(({ access }) => access === 'open').length,
  notKnown: rows.filter(({ access }) => access === 'not known').length,
});

/** What an attestation comes to. "All closed" is said only where no instance of the configuration was left out. */
export const attestationText = (attestation: Attestation): string => {
  const { leavers, others, apps, notCovered, isClosed, open, notKnown } = attestationCounts(attestation);
  const people = [
    ...(leavers > 0 ? [`${counted(leavers, 'leaver')} in ${counted(apps.length, 'application')}`] : []),
    ...(others > 0
      ? [`${counted(others, leavers > 0 ? 'other account' : 'account')} that the run was to close`]
      : []),
  ];
  if (people.length === 0) {
    return 'Nobody was to lose access by this run, so nothing was read again.';
  }
  const verdict = isClosed
    ? notCovered.length === 0
      ? 'all closed'
      : 'closed there'
    : `not all access is closed: ${open} open, ${notKnown} not known`;
  return [
    `Read again: ${people.join(', and ')}: ${verdict}.`,
    ...(notCovered.length === 0
      ? []
      : [
          `Not covered by this configuration: ${notCovered.map(printable).join(', ')}. Nobody was asked for there; iam who PERSON asks every instance.`,
        ]),
  ].join(' ');
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
