// AWS's stand-in in a process of its own, without a limit, so that its work is not counted. Sends its address to its parent.
import { createAwsVendor, startServer } from '@iam/sandbox';

const server = await startServer(createAwsVendor());
process.send?.(server.url);
process.once('disconnect', () => process.exit());
