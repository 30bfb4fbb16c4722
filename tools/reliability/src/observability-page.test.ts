import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsIlm } from '@iam/aws-ilm';
import { CHANNELS, createInstance, type AuditRecord } from '@iam/core';
import { serveWithFaults } from './fault-server';
import { freshVendor, SCENARIOS } from './run-under-fault';
import { paramsAt } from './vendor-params';

const page = readFileSync(join(__dirname, '../../../docs/observability.md'), 'utf8');

const disable = async (): Promise<AuditRecord[]> => {
  const server = await serveWithFaults(freshVendor(), {});
  const records: AuditRecord[] = [];
  try {
    const instance = createInstance(awsIlm, paramsAt(server.port), {
      name: 'vendor',
      actor: 'hr-sync',
      onAudit: (record) => void records.push(record),
    });
    await instance.run('iam-disable-user', { 'user-profile': SCENARIOS.disable.profile });
    return records;
  } finally {
    await server.close();
  }
};

describe('docs/observability.md', () => {
  it('explains every field of a record', async () => {
    const records = await disable();
    const disabled = { actor: 'hr-sync', command: 'iam-disable-user', changes: [{ active: false }] };
    expect(records).toMatchObject([
      { stage: 'begun', ...disabled, before: { active: true } },
      { stage: 'ended', ...disabled, before: { active: true } },
    ]);
    for (const field of records.flatMap(Object.keys)) {
      expect(page).toContain(`\`${field}\``);
    }
  });

  it.each(Object.values(CHANNELS))('names the channel %s', (name) => expect(page).toContain(`\`${name}\``));
});
