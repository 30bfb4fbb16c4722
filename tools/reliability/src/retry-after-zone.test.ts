import { serveWithFaults } from './fault-server';
import { rawReply } from './http-text';
import { startIam, withConfiguration } from './iam-process';
import { freshVendor } from './run-under-fault';
import { paramsAt } from './vendor-params';

/** RFC 9110 section 5.6.7: `Sun Nov  6 08:49:37 1994`, in GMT without saying so. */
const asctime = (date: Date): string => {
  const [day = '', number = '', month = '', year = '', time = ''] = date
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${day} ${month} ${number.replace(/^0/, ' ')} ${time} ${year}`;
};

// The zone of a process is read when it starts, so these run the built command in one of its own.
it.each(['UTC', 'Asia/Tokyo', 'America/New_York'])(
  'a Retry-After without a zone is in GMT, wherever this machine is: %s',
  async (TZ) => {
    // A minute less than five hours, which are rounded up.
    const later = asctime(new Date(Date.now() + (5 * 60 - 1) * 60_000));
    const server = await serveWithFaults(freshVendor(), {
      trouble: {
        on: 'all',
        times: Infinity,
        strike: ({ socket }) =>
          void socket.write(rawReply({ status: 429, headers: [['Retry-After', later]] })),
      },
    });
    try {
      const params = paramsAt(server.port);
      const { stderr } = await withConfiguration(
        [{ name: 'aws', integration: 'aws-ilm', params }],
        async (folder) => startIam(['test'], folder, { TZ }).ended,
      );

      expect(stderr).toContain('Run the command again in 5 hours.');
      expect(server.arrived).toHaveLength(1);
    } finally {
      await server.close();
    }
  },
  30_000,
);
