import { appendFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Writes each survivor into a file when it is found, because the report comes at the end and a run may take hours. */
const createReporter = ({ mutants: { log } }) => {
  writeFileSync(log, '');
  return {
    onMutantTested: ({ status, fileName, location: { start }, mutatorName, replacement }) => {
      if (status === 'Survived') {
        const at = `${relative(process.cwd(), fileName)}:${start.line}:${start.column}`;
        appendFileSync(log, `${at}  ${mutatorName}: ${replacement}\n`);
      }
    },
  };
};
createReporter.inject = ['options'];

export const strykerPlugins = [{ kind: 'Reporter', name: 'as-they-come', factory: createReporter }];
