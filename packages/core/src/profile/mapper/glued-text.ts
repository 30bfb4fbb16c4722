import type { ExactNumber } from '../../codec/exact-number';

/**
 * Text glued from what the author of a mapper wrote and from a person's data, with the seams kept. The reference's
 * mappers build structure by gluing JSON text and parsing it; because the seams are known, data can be put into the
 * parsed structure whole (see glued-json.ts), whatever quotes or braces a name contains.
 */
export interface GluedText {
  readonly pieces: readonly Piece[];
  readonly [GLUED]: true;
}

export type Piece = { readonly literal: string } | DataPiece;

export interface DataPiece {
  readonly data: Scalar;
  /** Set on the value the rule started from. */
  readonly root?: boolean;
}

export type Scalar = string | number | ExactNumber | boolean | null | undefined;

const GLUED: unique symbol = Symbol('glued text');

export const glue = (pieces: readonly Piece[]): GluedText => ({ pieces, [GLUED]: true });

export const isGlued = (value: unknown): value is GluedText =>
  typeof value === 'object' && value !== null && GLUED in value;

const isGiven = (data: Scalar): boolean => data !== undefined && data !== null && data !== '';

/**
 * What the data in a glued text allow: `absent` when nothing is known of any part, `clear` when every part is null,
 * else `build`.
 */
export const gluedOutcome = (text: GluedText): 'absent' | 'clear' | 'build' => {
  const data = text.pieces.flatMap((piece) => ('data' in piece ? [piece.data] : []));
  if (data.some(isGiven)) return 'build';
  if (data.every((part) => part === null)) return 'clear';
  return data.includes(null) ? 'build' : 'absent';
};

/**
 * The text itself: null when every part of it is null, undefined when the value the rule started from is absent.
 * Other missing parts are left out, as the reference does.
 */
export const gluedToText = (text: GluedText): string | null | undefined => {
  if (gluedOutcome(text) === 'clear') return null;
  const data = text.pieces.filter((piece): piece is DataPiece => 'data' in piece);
  const root = data.find((piece) => piece.root === true);
  const rootCleared = root?.data === null && data.some((piece) => isGiven(piece.data));
  if (root !== undefined && !isGiven(root.data) && !rootCleared) return undefined;
  return text.pieces.map((piece) => ('literal' in piece ? piece.literal : String(piece.data ?? ''))).join('');
};
