#!/usr/bin/env node
// Committed so that the command exists at install time, before anything is built.
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const program = join(__dirname, '..', 'dist', 'main.js');
if (existsSync(program)) {
  require('node:module').enableCompileCache?.();
  require(program);
} else {
  process.stderr.write('iam is not built yet: run `npm run build` in the repository root.\n');
  process.exitCode = 2;
}
