type Ranges = Readonly<Record<string, string>>;

/** The fields of package.json that are looked at. */
export interface PackageManifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly type?: string;
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

/** What every published package has. `engine` is the range of Node versions the whole repository promises. */
export const packageShapeViolations = (folders: readonly PackageFolder[], engine: string): string[] =>
  folders.flatMap(({ path, manifest, files }) => {
    const wrong: string[] = [];
    const must = (holds: boolean, what: string): unknown => holds || wrong.push(`${path}: ${what}`);
    for (const file of ['README.md', 'LICENSE']) must(files.includes(file), `has no ${file}`);
    must(manifest.name === `@iam/${path.split('/')[1]}`, 'its name is not its folder with @iam/ before it');
    must(manifest.license === 'MIT', 'license is not MIT');
    must(manifest.engines?.node === engine, `engines.node is not ${engine}`);
    must(manifest.type === 'commonjs', 'type is not commonjs');
    must(Object.keys(manifest.exports ?? {}).length > 0, 'has no exports');
    must((manifest.files ?? []).length > 0, 'has no files list: everything would be published');
    return wrong;
  });
