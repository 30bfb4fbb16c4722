import { Environment } from '@marcbachmann/cel-js';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';

/** The names of types as messages say them. */
export const TYPE_NAMES: readonly (readonly [string, string])[] = [
  [TIMESTAMP, 'date'],
  [DURATION, 'duration'],
  ['string', 'text'],
  ['double', 'number'],
  ['int', 'whole number'],
  ['bool', 'true or false'],
];

/** What a reader of the documentation is told of a function. */
export interface FunctionHelp {
  readonly form: string;
  readonly meaning: string;
}

/** Everything that a condition may call. All of them have an answer for every value, so that no row can make a condition fail. */
export const FUNCTIONS: Readonly<Record<string, FunctionHelp>> = {
  startsWith: { form: 'text.startsWith(text)', meaning: 'begins with it' },
  endsWith: { form: 'text.endsWith(text)', meaning: 'ends with it' },
  contains: { form: 'text.contains(text)', meaning: 'has it somewhere' },
  matches: {
    form: 'text.matches("pattern")',
    meaning:
      'a part of the text fits the pattern (RE2 syntax, as CEL has it; time grows with the length of the text alone)',
  },
  lowerAscii: { form: 'text.lowerAscii()', meaning: 'in small letters' },
  upperAscii: { form: 'text.upperAscii()', meaning: 'in capital letters' },
  trim: { form: 'text.trim()', meaning: 'without white space at both ends' },
  size: { form: 'size(text)', meaning: 'how many characters; of a list, how many elements' },
  split: { form: 'text.split("separator")', meaning: 'the list of its parts' },
  exists: { form: 'list.exists(x, condition of x)', meaning: 'the condition holds for one element at least' },
  all: { form: 'list.all(x, condition of x)', meaning: 'it holds for every element' },
  number: { form: 'number(text)', meaning: 'as a number; what is none compares false with everything' },
  known: { form: 'known(date)', meaning: 'the person has this date' },
  date: { form: 'date("2026-11-30")', meaning: 'the beginning of that day where the person is' },
  timestamp: { form: 'timestamp("2026-11-30T08:00:00Z")', meaning: 'an instant' },
  duration: { form: 'duration("72h")', meaning: 'hours (h), minutes (m), seconds (s) together' },
};

/** Names and types: the library parses and checks with them; `compile.ts` evaluates. */
export const createEnvironment = (keys: readonly string[], dateKeys: ReadonlySet<string>): Environment => {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    // A condition is written by a person; what is larger than this was generated, or is an attack on the reader.
    limits: { maxAstNodes: 2_000, maxDepth: 50 },
  })
    .registerVariable('now', TIMESTAMP)
    .registerFunction('number(string): double', neverCalled)
    .registerFunction(`known(${TIMESTAMP}): bool`, neverCalled)
    .registerFunction(`date(string): ${TIMESTAMP}`, neverCalled);
  for (const key of keys) {
    if (isName(key)) {
      environment.registerVariable(key, dateKeys.has(key) ? TIMESTAMP : 'string');
    }
  }
  return environment;
};

/** Whether CEL can name the key: a letter or _, then letters, digits and _. */
export const isName = (key: string): boolean =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && key !== 'now' && !RESERVED.has(key);

/** Words of the language. */
const RESERVED: ReadonlySet<string> = new Set(
  'as break const continue else false for function if import in let loop namespace null package return true var void while __proto__ prototype constructor cel google'.split(
    ' ',
  ),
);

/** Only the types of these functions are used. */
const neverCalled = (): never => {
  throw new Error('conditions are evaluated by compile.ts');
};
