// The instructions of the Dockerfile, and what its ignore file leaves out.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DockerfileParser } from 'dockerfile-ast';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..');

export const root = join(folder, '..', '..');

export const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');

export const ignoreFile = readFileSync(join(folder, 'Dockerfile.dockerignore'), 'utf8');

/** The stages, each a list of { keyword, flags, args, text, values }; `text` is what stands behind the keyword, `values` are those of ENV. */
export const stagesOf = (text) => {
  const stages = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      stages.push([]);
    }
    const flags = Object.fromEntries(
      (instruction.getFlags?.() ?? []).map((flag) => [flag.getName(), flag.getValue()]),
    );
    stages.at(-1).push({
      keyword,
      flags,
      args: instruction.getArguments().map((argument) => argument.getValue()),
      text: instruction.getArgumentsContent() ?? '',
      values: Object.fromEntries(
        (instruction.getProperties?.() ?? []).map((one) => [one.getName(), one.getValue()]),
      ),
    });
  }
  return stages;
};

/** Names of files and folders that no stage gets, at any depth. Other patterns than `**\/NAME` are refused: they would be ignored here. */
export const ignoredNames = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      if (!/^\*\*\/(\*\.)?[\w.-]+$/.test(line)) {
        throw new Error(`Write ${line} as **/NAME or **/*.END in the ignore file.`);
      }
      return line.slice(3);
    });

/** Whether a file or folder of that name is left out. */
export const isIgnored = (path, names) =>
  names.some((name) =>
    name.startsWith('*') ? basename(path).endsWith(name.slice(1)) : basename(path) === name,
  );
