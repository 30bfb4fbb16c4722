// Locks a leaver out of every application. Usage: offboard-everywhere jane.doe@example.com
// Exits 0 only when each application says that the account is closed, or that there is none.
import type { Instance, UserResult } from '@iam/core';
import { applications } from './applications';

const isClosed = (result: UserResult): boolean =>
  result.status === 'done' || (result.status === 'skipped' && result.skipCause !== 'not-allowed');

const describe = (result: UserResult): string => {
  switch (result.status) {
    case 'done':
      return result.happened;
    case 'skipped':
      return result.vendor.reason;
    case 'failed':
      return `${result.failure.message} Next: ${result.failure.next ?? 'look at the application.'}`;
  }
};

const offboard = async (email: string, instances: readonly Instance[]): Promise<boolean> => {
  // `run` never rejects: an application that is down is a failed result, and the others go on.
  const results = await Promise.all(
    instances.map((instance) => instance.run('iam-disable-user', { 'user-profile': { email } })),
  );
  for (const result of results) {
    console.log(`${isClosed(result) ? 'closed' : 'OPEN'}  ${result.instanceName}: ${describe(result)}`);
  }
  return results.every(isClosed);
};

const [email = ''] = process.argv.slice(2);
void offboard(email, applications()).then((closed) => {
  process.exitCode = closed ? 0 : 1;
});
