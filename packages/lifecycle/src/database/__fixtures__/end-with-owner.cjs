// Ends a server that outlives its starter, and removes its folder, when the process of the tests is gone, however it ended.
// argv: process of the tests, folder.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const [, , owner, folder] = process.argv;
const WATCH_MS = 300;

const watch = setInterval(() => {
  if (!fs.existsSync(folder)) {
    clearInterval(watch);
    return;
  }
  try {
    process.kill(Number(owner), 0);
    return;
  } catch {
    clearInterval(watch);
  }
  try {
    const pidFile = path.join(folder, 'postgresql', 'cluster', 'postmaster.pid');
    process.kill(Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // None runs.
  }
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}, WATCH_MS);
