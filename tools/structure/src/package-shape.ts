type Ranges = Readonly<Record<string, string>>;

/** The fields of package.json that are looked at. */
export interface PackageManifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly type?: string;
  readonly keywords?: readonly string[];
  readonly homepage?: string;
  readonly bugs?: string;
  readonly repository?: { readonly url?: string; readonly directory?: string };
  readonly engines?: { readonly node?: string };
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly files?: readonly string[];
  readonly dependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  readonly devDependencies?: Ranges;
}

export interface PackageFolder {
  /** `packages/core` */
  readonly path: string;
  readonly manifest: PackageManifest;
  /** Names of the files directly in the folder. */
  readonly files: readonly string[];
}

/** What every published package has. `root` is the manifest of the repository: its Node versions and its address hold for all. */
export const packageShapeViolations = (
  folders: readonly PackageFolder[],
  root: PackageManifest,
): string[] => {
  const engine = root.engines?.node;
  return folders.flatMap(({ path, manifest, files }) => {
    const wrong: string[] = [];
    const must = (holds: boolean, what: string): unknown => holds || wrong.push(`${path}: ${what}`);
    for (const file of ['README.md', 'LICENSE']) {
      must(files.includes(file), `has no ${file}`);
    }
    must(manifest.name === `@iam/${path.split('/')[1]}`, 'its name is not its folder with @iam/ before it');
    must(manifest.license === 'MIT', 'license is not MIT');
    must(manifest.engines?.node === engine, `engines.node is not ${engine}`);
    // npm's trusted publishing compares the address with the repository that the workflow runs in.
    must(manifest.repository?.url === root.repository?.url, 'repository.url is not the one of the root');
    must(manifest.repository?.directory === path, `repository.directory is not ${path}`);
    must(manifest.bugs === root.bugs, 'bugs is not the one of the root');
    must((manifest.keywords ?? []).includes('iam'), 'keywords has no "iam"');
    must(manifest.type === 'commonjs', 'type is not commonjs');
    must(Object.keys(manifest.exports ?? {}).length > 0, 'has no exports');
    must((manifest.files ?? []).length > 0, 'has no files list: everything would be published');
    return wrong;
  });
};
