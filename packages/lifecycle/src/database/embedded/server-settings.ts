import { SOCKET_PORT } from './socket-folder';

/** A value as postgresql.conf takes it. */
const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The list of socket folders splits at commas, so a name is quoted within the value. */
const folderInList = (folder: string): string => quoted(`"${folder.replaceAll('"', '""')}"`);

/** The server is for one machine and a handful of processes; all that keeps data safe stays on. */
const settings = (socketFolder: string): Readonly<Record<string, string>> => ({
  // Reached through the socket only. A user who can open the socket is admitted without a password (trust): the server's user
  // and root alone, and both could read the files of the data as well, so a password would protect nothing.
  listen_addresses: quoted(''),
  unix_socket_directories: folderInList(socketFolder),
  unix_socket_permissions: '0700',
  port: String(SOCKET_PORT),
  max_connections: '50',
  shared_buffers: '64MB',
  work_mem: '16MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  // Nothing is replicated, and a large load then writes its rows once.
  wal_level: 'minimal',
  max_wal_senders: '0',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Parallel workers share memory in /dev/shm, of which containers have 64 MB; they would fail in the middle of a plan.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
  timezone: quoted('UTC'),
  log_timezone: quoted('UTC'),
  log_min_messages: 'warning',
  // A statement in the log could hold values of people.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
});

/** `iam.conf`, which postgresql.conf includes: written anew before each start. */
export const serverSettings = (socketFolder: string): string =>
  `# Written by iam at each start of the server. Settings of yours go to postgresql.conf, after its last line.\n${Object.entries(
    settings(socketFolder),
  )
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')}`;
