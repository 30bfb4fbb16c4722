import type { Attestation } from '../report/attest';
import { attestationText } from './attested';

const attestation: Attestation = {
  leavers: 2,
  others: 0,
  apps: ['AWS', 'Okta'],
  notCovered: [],
  rows: [],
  isClosed: true,
};

describe('attestationText', () => {
  it('says "all closed" where every instance of the configuration was read', () => {
    expect(attestationText(attestation)).toBe('Read again: 2 leavers in 2 applications: all closed.');
  });

  it('names what is not covered, and does not say "all closed" then', () => {
    const text = attestationText({ ...attestation, leavers: 1, notCovered: ['Atlassian', 'Hello\u001b[2J'] });
    expect(text).toContain('Read again: 1 leaver in 2 applications: closed there.');
    expect(text).toContain('Not covered by this configuration: Atlassian, Hello\\u001b[2J.');
    expect(text).not.toContain('all closed');
  });

  it('counts accounts of people who did not leave', () => {
    expect(attestationText({ ...attestation, others: 87 })).toBe(
      'Read again: 2 leavers in 2 applications, and 87 other accounts that the run was to close: all closed.',
    );
  });

  it('says that nothing was read where nobody was to lose access', () => {
    const text = attestationText({ ...attestation, leavers: 0 });
    expect(text).toBe('Nobody was to lose access by this run, so nothing was read again.');
  });
});
