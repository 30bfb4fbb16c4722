// Keeps compiled code between calls on Node.js 20, which lacks module.enableCompileCache (added in 22.1). A third of the time of a
// call is saved.
'use strict';
const { createHash, randomBytes } = require('node:crypto');
const { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { basename, dirname, join, sep } = require('node:path');
const { Script } = require('node:vm');
const { crc32 } = require('node:zlib');

/** Compiles modules below `program` with what an earlier call left in `folder`, and leaves there what this call compiled, if it exists. */
const enableCompileCache = (folder, program) => {
  const compile = Module.prototype._compile;
  const compiled = [];

  Module.prototype._compile = function (content, filename) {
    // Code that is compiled here cannot import(), unlike code that Node compiles.
    if (!filename.startsWith(program + sep) || content.includes('import(')) {
      return compile.call(this, content, filename);
    }
    const file = join(folder, nameOf(filename));
    const cachedData = read(file);
    const script = new Script(Module.wrap(content), {
      filename,
      cachedData,
    });
    if (cachedData === undefined || script.cachedDataRejected === true) {
      compiled.push([file, script]);
    }
    const require = Module.createRequire(filename);
    return script
      .runInThisContext()
      .call(this.exports, this.exports, require, this, filename, dirname(filename));
  };

  // At the end, because functions are compiled when they are first called.
  process.once('exit', () => {
    for (const [file, script] of compiled) {
      write(file, script);
    }
  });
};

/** V8 refuses data of another version. Of the source it compares the length alone, so that the name has the time and the size of its file. */
const nameOf = (filename) => {
  const { mtimeMs, size } = statSync(filename);
  return `${hashOf(`${process.version} ${filename}`)}-${hashOf(`${mtimeMs} ${size}`)}`;
};

const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 32);

const SUM_BYTES = 4;

/** Checked here, because not every version of V8 looks whether data is damaged before it uses it: newer ones end the process. */
const read = (file) => {
  try {
    const kept = readFileSync(file);
    const data = kept.subarray(SUM_BYTES);
    return kept.readUInt32LE(0) === crc32(data) ? data : undefined;
  } catch {
    return undefined;
  }
};

const withSum = (data) => {
  const sum = Buffer.alloc(SUM_BYTES);
  sum.writeUInt32LE(crc32(data));
  return Buffer.concat([sum, data]);
};

/** Renamed into place, because two calls may end at once. A folder that cannot be written costs time, nothing else. */
const write = (file, script) => {
  try {
    removeOlder(file);
    const part = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(part, withSum(script.createCachedData()), { mode: 0o600 });
    renameSync(part, file);
  } catch {
    // The next call compiles again.
  }
};

const removeOlder = (file) => {
  const [module] = basename(file).split('-');
  for (const name of readdirSync(dirname(file))) {
    if (name.startsWith(`${module}-`)) {
      rmSync(join(dirname(file), name), { force: true });
    }
  }
};

module.exports = { enableCompileCache };
