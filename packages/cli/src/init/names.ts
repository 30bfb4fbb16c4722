import { builtinModules } from 'node:module';

/** One name in the forms that a package needs. */
export interface Names {
  /** As results show it: `My Integration`. */
  readonly brand: string;
  /** Types: `MyIntegration`. */
  readonly pascal: string;
  /** Values: `myIntegration`. */
  readonly camel: string;
  /** Files, folder and package: `my-integration`. */
  readonly kebab: string;
}

export type Derived =
  { readonly ok: true; readonly names: Names } | { readonly ok: false; readonly problem: string };

/** Derives the forms of a name, or says what to write instead. `My Integration`, `MyIntegration`, `my-integration` are one. */
export const deriveNames = (typed: string): Derived => {
  const text = typed.trim().replace(/ +/g, ' ');
  const problem = problemOf(text);
  if (problem !== undefined) {
    return { ok: false, problem };
  }
  const words = wordsOf(text);
  const kebab = words.map((word) => word.toLowerCase()).join('-');
  const pascal = words.map(capitalized).join('');
  const names = { brand: brandOf(text, words), pascal, camel: lowerFirst(pascal), kebab };
  const taken = takenBy(names);
  return taken === undefined ? { ok: true, names } : { ok: false, problem: `${quoted(text)} ${taken}` };
};

const MAX_LENGTH = 50;

/** `AWS`, `Integration`, `auth0`, `365`: digits stay with the word before them. */
export const wordsOf = (name: string): readonly string[] => name.match(WORD) ?? [];

const WORD = /[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g;

const problemOf = (text: string): string | undefined => {
  if (text === '') {
    return 'A name is needed, for example "My Integration".';
  }
  const first = RULES.find(([wrong]) => wrong.test(text));
  if (first !== undefined) {
    return `${quoted(text)} ${first[1]}`;
  }
  return text.length > MAX_LENGTH
    ? `A name has at most ${MAX_LENGTH} characters; this one has ${text.length}.`
    : undefined;
};

/** Reports the first match, ordered from the gravest misunderstanding to the smallest slip. */
const RULES: readonly (readonly [wrong: RegExp, why: string])[] = [
  [
    /\p{C}/u,
    'holds a character that cannot be seen. Use letters a to z, digits, spaces and hyphens, for example "My Integration".',
  ],
  [/^@/, 'has a scope. Give the plain name, for example "My Integration"; the package is named from it.'],
  [/[/\\]|\.\./, 'is a path. Give the plain name, and the folder to put it in with --output.'],
  [
    /\./,
    'has a dot, which module and brand names cannot both have. Leave it out, or write a space in its place.',
  ],
  [
    /[^\x20-\x7e]/,
    'has letters outside a to z. Package and file names need plain ones; the brand can be changed in the definition afterwards.',
  ],
  [/[^A-Za-z0-9 _-]/, 'has a character that a name cannot have. Use letters, digits, spaces and hyphens.'],
  [/^[0-9]/, 'begins with a digit, which no identifier can. Write it as a word, for example "One" for 1.'],
  [/^[ _-]|[ _-]$|[_-]{2}/, 'begins or ends with a hyphen, or has two in a row.'],
];

/** A name with a space or a capital is spelled as the vendor spells it; one without is a package's, and is made into words. */
const brandOf = (text: string, words: readonly string[]): string =>
  /[ A-Z]/.test(text) ? text : words.map(capitalized).join(' ');

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const takenBy = ({ camel, kebab }: Names): string | undefined => {
  if (OURS.includes(kebab)) {
    return 'is the name of a package of iam itself. Choose another, for example with the vendor’s name in it.';
  }
  if (WORDS_OF_THE_LANGUAGE.has(camel)) {
    return 'is a word of the language or of its tests, so no value can have it. Add a word, for example "IAM".';
  }
  if (builtinModules.includes(kebab) || REFUSED_BY_NPM.includes(kebab)) {
    return 'is a name that npm refuses for a package. Add a word, for example "IAM".';
  }
  return REFUSED_BY_WINDOWS.test(kebab)
    ? 'is a device on Windows, where the folder could not be made. Add a word, for example "IAM".'
    : undefined;
};

const OURS = ['core', 'conformance', 'sandbox', 'cli', 'tools', 'structure', 'examples', 'iam'];
const REFUSED_BY_NPM = ['node-modules', 'favicon-ico', 'package-json'];
const REFUSED_BY_WINDOWS = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

// ECMA-262 section 12.7.2, with the words strict mode reserves, and what Node and jest define in every module.
const WORDS_OF_THE_LANGUAGE = new Set(
  (
    'await break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if import in instanceof new null return super switch this throw true try typeof var void while with yield ' +
    'let static implements interface package private protected public arguments eval undefined async of ' +
    'module exports require process console global globalThis buffer ' +
    'describe it test expect jest integration'
  ).split(' '),
);

const quoted = (text: string): string => JSON.stringify(text.slice(0, 80));
