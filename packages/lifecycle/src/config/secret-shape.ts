import { refined, text, type Shape } from './shape';

const REFERENCE = /^(?:env|file):\S/;

/** Where a secret stands, which is never in the file itself. */
export const secret: Shape<string> = {
  ...refined(text, (value) =>
    REFERENCE.test(value)
      ? undefined
      : 'must be env:NAME or file:PATH, so that the secret itself does not stand in the file',
  ),
  schema: { type: 'string', pattern: REFERENCE.source },
};
