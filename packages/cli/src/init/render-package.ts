import type { Names } from './names';
import { isText, textFile, type PackageFile } from './package-file';
import type { Template } from './templates';

export type Rendered =
  | { readonly ok: true; readonly files: readonly PackageFile[] }
  | { readonly ok: false; readonly problem: string };

/** The template's files with other names, in paths and in texts; everything else is kept byte for byte. */
export const renderPackage = (files: readonly PackageFile[], template: Template, names: Names): Rendered => {
  const rename = renamer(template, names);
  const clash = clashIn(files, template, names);
  return clash === undefined
    ? { ok: true, files: files.map((file) => renamed(file, rename)) }
    : {
        ok: false,
        problem: `${JSON.stringify(names.brand)} cannot be used: the package has another ${JSON.stringify(clash)} already. Add a word, for example "IAM".`,
      };
};

type Rename = (text: string) => string;

/** Replaces all words in one pass, so that a new name that contains a word of the template is not replaced again. */
const renamer = ({ words }: Template, names: Names): Rename => {
  const pattern = patternOf(words.map(([word]) => word));
  const replacements = new Map(words.map(([word, replacement]) => [word, replacement(names)]));
  return (text) => text.replace(pattern, (word) => replacements.get(word) ?? word);
};

const patternOf = (words: readonly string[]): RegExp =>
  new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')).join('|'), 'g');

const renamed = (file: PackageFile, rename: Rename): PackageFile =>
  isText(file)
    ? textFile(rename(file.path), rename(file.content.toString('utf8')))
    : { path: rename(file.path), content: file.content };

/** Finds an identifier that the new name would turn into another identifier of the same file. */
const clashIn = (files: readonly PackageFile[], template: Template, names: Names): string | undefined => {
  const rename = renamer(template, names);
  for (const file of files.filter(({ path }) => path.endsWith('.ts'))) {
    const identifiers = new Set(withoutText(file.content.toString('utf8')).match(/[A-Za-z_$][\w$]*/g));
    const clash = [...identifiers]
      .map((identifier) => [identifier, rename(identifier)] as const)
      .find(([before, after]) => before !== after && identifiers.has(after) && rename(after) === after);
    if (clash !== undefined) {
      return clash[1];
    }
  }
  return undefined;
};

/** The program without comments and string literals, which may hold any word. */
const withoutText = (program: string): string =>
  program.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, ' ');
