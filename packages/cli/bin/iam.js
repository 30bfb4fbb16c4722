#!/usr/bin/env node
// Committed so that the command exists at install time, before anything is built.
'use strict';
const { existsSync, mkdirSync, statSync } = require('node:fs');
const { homedir } = require('node:os');
const { dirname, join } = require('node:path');

const dist = join(__dirname, '..', 'dist');
const program = join(dist, 'main.js');

/** XDG Base Directory Specification: where a user's caches are. */
const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'iam', 'compiled');

/** What another user of the machine can write must not be run: under sudo, the home may be that of another user. */
const isOwn = (folder) => {
  const { uid, mode } = statSync(folder);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
};

/** One folder after the other, because Node's recursive mkdir never ends where folders cannot be made (/proc, an automounted /home). */
const makeFolder = (folder) => {
  if (!existsSync(folder)) {
    makeFolder(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
};

const keepCompiledCode = () => {
  try {
    const folder = cacheFolder();
    makeFolder(folder);
    const { enableCompileCache } = require('node:module');
    if (!isOwn(folder)) {
      return;
    }
    if (enableCompileCache === undefined) {
      require('./compile-cache.js').enableCompileCache(folder, dist);
    } else {
      enableCompileCache(folder);
    }
  } catch {
    // A user without a home, or a path where no folder can be: every call compiles anew.
  }
};

if (existsSync(program)) {
  keepCompiledCode();
  require(program);
} else {
  process.stderr.write('iam is not built yet: run `npm run build` in the repository root.\n');
  process.exitCode = 2;
}
