import type { Names } from './names';

/** A real package of this repository that a new one is rendered from. */
export interface Template {
  /** What `--template` takes. */
  readonly name: string;
  /** A plain name for users who do not know the example package, where it differs. */
  readonly plainName?: string;
  readonly description: string;
  /** Its folder under `packages/`. */
  readonly folder: string;
  /** Words of the package and their replacements; a longer word precedes one that it contains. */
  readonly words: readonly (readonly [word: string, replacement: (names: Names) => string])[];
}

const brand = (names: Names): string => names.brand;
const pascal = (names: Names): string => names.pascal;
const camel = (names: Names): string => names.camel;
const kebab = (names: Names): string => names.kebab;
/** Environment variables in examples: `MY_INTEGRATION`. */
const variable = (names: Names): string => names.kebab.toUpperCase().replaceAll('-', '_');
const host = (names: Names): string => `${names.kebab}.example`;

export const TEMPLATES: readonly [Template, ...Template[]] = [
  {
    name: 'HelloIAMWorld',
    plainName: 'rest',
    description: 'an application with a REST API of its own',
    folder: 'hello-iam-world',
    words: [
      ['Hello IAM World', brand],
      ['hello-iam-world', kebab],
      ['HelloIAMWorld', pascal],
      ['HELLO_IAM_WORLD', variable],
      ['helloIamWorld', camel],
      ['hello.example', host],
      ['Hello', pascal],
      ['hello', camel],
    ],
  },
  {
    name: 'SCIM',
    description: 'an application that speaks SCIM 2.0',
    folder: 'hello-scim-world',
    words: [
      ['Hello SCIM World', brand],
      ['hello-scim-world', kebab],
      ['HelloSCIMWorld', pascal],
      ['HELLO_SCIM_WORLD', variable],
      ['helloScimWorld', camel],
      ['hello.example', host],
    ],
  },
];

/**
 * Finds a template by its name, its plain name or its package, with or without the scope, in any case and spelling. Undefined
 * when there is none.
 */
export const findTemplate = (typed: string): Template | undefined =>
  TEMPLATES.find(({ name, plainName = name, folder }) =>
    [name, plainName, folder].some((known) => lettersOf(known) === lettersOf(typed)),
  );

const lettersOf = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/^@iam\//, '')
    .replace(/[ _-]/g, '');

/** The names of a template for a menu or a message: `HelloIAMWorld (or rest)`. */
export const namesOf = ({ name, plainName }: Template): string =>
  plainName === undefined ? name : `${name} (or ${plainName})`;
