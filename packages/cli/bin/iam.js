#!/usr/bin/env node
// Committed so that the command exists at install time, before anything is built.
'use strict';
const { existsSync, statSync } = require('node:fs');
const { homedir } = require('node:os');
const { join } = require('node:path');

const dist = join(__dirname, '..', 'dist');
const program = join(dist, 'main.js');

/** XDG Base Directory Specification: where a user's caches are. */
const cacheFolder = () => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'iam', 'compiled');

/** What another user of the machine wrote must not be run: under sudo, the home may be that of another user. */
const isOwn = (folder) => {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
  return process.getuid === undefined || owner === undefined || owner === process.getuid();
};

const keepCompiledCode = () => {
  try {
    const folder = cacheFolder();
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
    // A user without a home, or a path that is none: every call compiles anew.
  }
};

if (existsSync(program)) {
  keepCompiledCode();
  require(program);
} else {
  process.stderr.write('iam is not built yet: run `npm run build` in the repository root.\n');
  process.exitCode = 2;
}
