#!/usr/bin/env node
// Committed so that the command exists at install time, before anything is built.
'use strict';
const { existsSync } = require('node:fs');
const { homedir } = require('node:os');
const { join } = require('node:path');

/** XDG Base Directory Specification: where a user's caches are. */
const cacheFolder = () => process.env.XDG_CACHE_HOME || join(homedir(), '.cache');

const program = join(__dirname, '..', 'dist', 'main.js');
if (existsSync(program)) {
  // In the user's own folder: what another user of the machine could write must not be run.
  require('node:module').enableCompileCache?.(join(cacheFolder(), 'iam', 'compiled'));
  require(program);
} else {
  process.stderr.write('iam is not built yet: run `npm run build` in the repository root.\n');
  process.exitCode = 2;
}
