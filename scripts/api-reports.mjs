// Writes a report of the public API of every package, one file per entry point (packages/*/api/*.api.md), so that a change of the
// public surface is seen in review. Reads the built type declarations.
// Usage: node scripts/api-reports.mjs [--check]; with --check nothing is written, and a report that is stale is an error.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { readManifest, root } from './pack-packages.mjs';

const COMPILER = {
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2023', 'dom'],
  strict: true,
  types: ['node'],
  skipLibCheck: true,
};
const REPORT = 'report.api.md';
/** A warning at the end of a report, with its position. */
const WARNING = /^(\/\/ src\/[^:]+):\d+:\d+ -/;
const check = process.argv.includes('--check');
const temporary = mkdtempSync(join(tmpdir(), 'iam-api-'));
let failures = 0;

try {
  for (const { folder, name, types } of entryPoints()) {
    const path = join(folder, 'api', `${name}.api.md`);
    const shown = path.slice(root.length + 1);
    const { succeeded } = Extractor.invoke(configOf(folder, types), {
      localBuild: true,
      messageCallback: quiet,
    });
    const report = withoutPositions(readFileSync(join(temporary, REPORT), 'utf8'));
    const same = existsSync(path) && readFileSync(path, 'utf8') === report;
    if (check && !same) {
      console.error(`${shown} is stale or missing: run npm run api, and look at what changed`);
    } else if (!same) {
      mkdirSync(join(folder, 'api'), { recursive: true });
      writeFileSync(path, report);
    }
    if (succeeded && (same || !check)) {
      console.log(`ok    ${shown}`);
    } else {
      failures += 1;
    }
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

/** The report with the files of its warnings and without their lines and columns: that code moved is no change of the public API. */
function withoutPositions(report) {
  const lines = report.split('\n');
  const isWarning = (line) => WARNING.test(line);
  const first = lines.findIndex(isWarning);
  const warnings = lines.filter(isWarning).map((line) => line.replace(WARNING, '$1 -'));
  const sorted = [...new Set(warnings)].sort();
  return lines.flatMap((line, at) => (at === first ? sorted : isWarning(line) ? [] : [line])).join('\n');
}

/** What users can import: each key of `exports` that has types. */
function entryPoints() {
  return readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .flatMap((folder) =>
      Object.entries(readManifest(folder).exports ?? {}).flatMap(([key, target]) =>
        typeof target === 'object' && target.types
          ? [
              {
                folder,
                name: key === '.' ? 'index' : key.slice(2).replaceAll('/', '-'),
                types: join(folder, target.types.default ?? target.types),
              },
            ]
          : [],
      ),
    );
}

function configOf(folder, mainEntryPointFilePath) {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath,
      // Resolves other packages as users do: built, not by the export condition for sources.
      compiler: { overrideTsconfig: { compilerOptions: COMPILER, files: [mainEntryPointFilePath] } },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: REPORT,
        reportFolder: temporary,
        reportTempFolder: join(temporary, 'before'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // No release tags here: a version below 1 says enough.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          // A type that is part of a signature and not exported is a mistake of the public API; it stands in the report.
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
          'ae-undocumented': { logLevel: ExtractorLogLevel.None },
          'ae-unresolved-link': { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
  });
}

/** Drops informational output; errors and warnings stay. */
function quiet(message) {
  if (message.messageId.startsWith('console-api-report-') || message.logLevel === 'info') {
    message.handled = true;
  }
}
