// Runs one throw-away PostgreSQL server and ends it when the process that the tests belong to is gone, however it ended.
// argv: JSON of { bin, folder, owner, user: { uid, gid } | null }.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const { bin, folder, owner, user } = JSON.parse(process.argv[2]);
const asUser = user ? { uid: user.uid, gid: user.gid } : {};
const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
const cluster = path.join(folder, 'cluster');
const WATCH_MS = 300;

// A number is given again to another process; the moment of its start tells them apart (Linux; elsewhere the number has to do).
const startOf = (pid) => {
  try {
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[19];
  } catch {
    return undefined;
  }
};
const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's is alive too.
    return error.code === 'EPERM';
  }
};
const ownerStart = startOf(owner);

const remove = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
const fail = (text) => {
  fs.writeFileSync(path.join(folder, 'failed'), text);
  process.exit(1);
};

// What an earlier run left whose watcher was killed too.
const sweep = () => {
  const parent = path.dirname(folder);
  for (const name of fs.readdirSync(parent)) {
    const dead = /^iam-test-pg-(\d+)-/.exec(name);
    if (!dead || isAlive(Number(dead[1]))) {
      continue;
    }
    const left = path.join(parent, name);
    try {
      process.kill(
        Number(fs.readFileSync(path.join(left, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]),
        'SIGQUIT',
      );
    } catch {
      // None runs any more.
    }
    try {
      fs.rmSync(left, { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
};

sweep();
const made = spawnSync(
  path.join(bin, 'initdb'),
  ['--pgdata', cluster, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
  { ...asUser, env, cwd: '/', encoding: 'utf8' },
);
if (made.status !== 0) {
  fail(made.error ? made.error.message : made.stderr);
}

const settings = {
  listen_addresses: '',
  unix_socket_directories: folder,
  unix_socket_permissions: '0700',
  port: '5432',
  max_connections: '100',
  shared_buffers: '64MB',
  // Nothing here outlives the tests.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  // The folder may be in memory.
  max_wal_size: '128MB',
  max_wal_senders: '0',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
};
const log = fs.openSync(path.join(folder, 'server.log'), 'a');
const server = spawn(
  path.join(bin, 'postgres'),
  ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
  { ...asUser, env, cwd: '/', stdio: ['ignore', log, log] },
);
server.once('error', (error) => fail(error.message));
server.once('exit', (code) => {
  if (isAlive(owner)) {
    fail(
      `the server ended with ${code}: ${fs.readFileSync(path.join(folder, 'server.log'), 'utf8').slice(-2000)}`,
    );
  }
});

const watch = setInterval(() => {
  if (isAlive(owner) && startOf(owner) === ownerStart) {
    return;
  }
  clearInterval(watch);
  server.removeAllListeners('exit');
  server.once('exit', () => {
    remove();
    process.exit(0);
  });
  server.kill('SIGQUIT');
}, WATCH_MS);
