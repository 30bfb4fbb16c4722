// Carries out the steps of the Dockerfile without a container: every stage is a folder, with the paths of the image below it. Then
// `iam` runs there as the image's user would run it. Needs no Docker; what the base image brings is this machine's.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerfile, ignoredNames, ignoreFile, isIgnored, root, stagesOf } from './dockerfile.mjs';

/** The user `node` of the base image. */
const USER = { uid: 1000, gid: 1000 };
const isRoot = process.getuid?.() === 0;

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'iam-image-')));
chmodSync(scratch, 0o755);
// The base image has Node and the system's programs, and no PostgreSQL.
const programs = join(scratch, 'programs');
mkdirSync(programs);
for (const name of ['node', 'npm', 'npx']) {
  symlinkSync(join(process.execPath, '..', name), join(programs, name));
}

/** An image in the making. */
const stage = (name) => {
  const folder = join(scratch, name);
  mkdirSync(folder);
  return { folder, cwd: folder, user: undefined, env: { PATH: `${programs}:/usr/bin:/bin`, HOME: folder } };
};

const below = (image, path) => (path.startsWith('/') ? join(image.folder, path) : join(image.cwd, path));

/** A text with the absolute paths of the image as those below its folder. */
const mapped = (image, text) =>
  text.replace(/(?<![\w.])\/(?=(?:source|opt|work|data)\b)/g, `${image.folder}/`);

const give = (path, { uid, gid }) => {
  lchownSync(path, uid, gid);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
};

const copy = (image, { args: [from, to], flags }, stages) => {
  const source = flags.from === undefined ? root : below(stages[flags.from], from);
  const left = flags.from === undefined ? ignoredNames(ignoreFile) : [];
  const target = below(image, to);
  cpSync(source, target, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path === root || !isIgnored(path, left),
  });
  if (flags.chown !== undefined && isRoot) {
    give(target, USER);
  }
};

const carryOut = (image, args, options = {}) => {
  const done = spawnSync(args[0], args.slice(1), {
    cwd: image.cwd,
    env: { ...image.env, ...options.env },
    encoding: 'utf8',
    ...(isRoot && image.user === 'node' ? USER : {}),
  });
  if (done.status !== 0) {
    throw new Error(
      `${args.join(' ')} ended with ${done.status ?? done.signal}:\n${done.stdout}${done.stderr}${done.error ?? ''}`,
    );
  }
  return done.stdout;
};

const steps = {
  FROM: () => undefined,
  LABEL: () => undefined,
  VOLUME: () => undefined,
  COPY: copy,
  WORKDIR: (image, { text }) => {
    image.cwd = below(image, text);
    mkdirSync(image.cwd, { recursive: true });
  },
  // What an installation needs of this machine: where packages come from.
  RUN: (image, { text }) =>
    carryOut(image, ['sh', '-c', mapped(image, text)], { env: { ...process.env, PATH: image.env.PATH } }),
  ENV: (image, { values }) => {
    for (const [name, value] of Object.entries(values)) {
      image.env[name] = mapped(image, value).replace(/\$PATH\b/, image.env.PATH);
    }
  },
  USER: (image, { text }) => {
    image.user = text;
  },
  ENTRYPOINT: (image, { text }) => {
    image.entrypoint = JSON.parse(text);
  },
  CMD: (image, { text }) => {
    image.command = JSON.parse(text);
  },
};

const stages = {};
let image;
try {
  for (const instructions of stagesOf(dockerfile)) {
    const name = instructions[0].args[2] ?? 'image';
    image = stage(name);
    stages[name] = image;
    for (const instruction of instructions) {
      const began = Date.now();
      const step = steps[instruction.keyword];
      if (step === undefined) {
        throw new Error(
          `This check does not know ${instruction.keyword}: teach it, or leave it out of the Dockerfile.`,
        );
      }
      step(image, instruction, stages);
      console.log(
        `${name.padEnd(6)} ${instruction.keyword.padEnd(11)} ${instruction.text.slice(0, 60)} (${Date.now() - began} ms)`,
      );
    }
  }
  const iam = (words) => carryOut(image, [...image.entrypoint, ...words]);
  expectOutput('iam', iam(image.command), /Usage: iam/);
  expectOutput('iam --version', iam(['--version']), /^\d+\.\d+\.\d+/);
  // Every application, the words, a plan and its apply in a database that the image brings.
  expectOutput('iam demo', iam(['demo']), /undo/i);
  expectOutput('iam db start', iam(['db', 'start']), /data/);
  iam(['db', 'stop']);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function expectOutput(what, output, pattern) {
  if (!pattern.test(output)) {
    throw new Error(`${what} printed:\n${output}`);
  }
  console.log(`${what.padEnd(34)} ok`);
}
