// Gives a person access, and keeps a record of every write and of what came of it in a file. Usage: audit-to-file audit.jsonl jane.doe@example.com
import { open } from 'node:fs/promises';
import type { AuditRecord } from '@iam/core';
import { applications } from './applications';

const main = async (path: string, email: string): Promise<void> => {
  // Readable for its owner only: records hold personal data.
  const file = await open(path, 'a', 0o600);
  try {
    // A write is sent only after its record is on the disk: when this rejects, nothing is changed.
    const onAudit = async (record: AuditRecord): Promise<void> => {
      await file.appendFile(`${JSON.stringify(record)}\n`);
      await file.sync();
    };
    for (const instance of applications({ onAudit, actor: 'hr-sync' })) {
      const result = await instance.run('iam-enable-user', { 'user-profile': { email } });
      console.log(`${result.instanceName}: ${result.status}`);
    }
  } finally {
    await file.close();
  }
};

const [path = 'audit.jsonl', email = ''] = process.argv.slice(2);
void main(path, email);
