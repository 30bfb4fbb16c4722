import type { ExactNumber } from '../../codec/exact-number';

/**
 * Template text: literals of the mapper's author and values of the person's data, kept apart. The reference's mappers
 * concatenate JSON text and parse it; because the parts are kept apart, each value is inserted into the parsed structure as a
 * whole (see template-json.ts), whatever quotes or braces a name contains.
 */
export interface TemplateText {
  readonly pieces: readonly Piece[];
  readonly [TEMPLATE_TEXT]: true;
}

export type Piece = { readonly literal: string } | DataPiece;

export interface DataPiece {
  readonly data: Scalar;
  /** Set on the value the rule started from. */
  readonly root?: boolean;
}

export type Scalar = string | number | ExactNumber | boolean | null | undefined;

const TEMPLATE_TEXT: unique symbol = Symbol('template text');

export const templateText = (pieces: readonly Piece[]): TemplateText => ({ pieces, [TEMPLATE_TEXT]: true });

export const isTemplateText = (value: unknown): value is TemplateText =>
  typeof value === 'object' && value !== null && TEMPLATE_TEXT in value;

const isGiven = (data: Scalar): boolean => data !== undefined && data !== null && data !== '';

/**
 * What the values of a template text allow: `absent` when every value is missing, `clear` when every part is null, else
 * `build`.
 */
export const templateOutcome = (text: TemplateText): 'absent' | 'clear' | 'build' => {
  const data = text.pieces.flatMap((piece) => ('data' in piece ? [piece.data] : []));
  if (data.some(isGiven)) {
    return 'build';
  }
  if (data.every((part) => part === null)) {
    return 'clear';
  }
  return data.includes(null) ? 'build' : 'absent';
};

/**
 * The text itself: null when every part of it is null, undefined when the value the rule started from is absent.
 * Other missing parts are left out, as the reference does.
 */
export const renderTemplateText = (text: TemplateText): string | null | undefined => {
  if (templateOutcome(text) === 'clear') {
    return null;
  }
  const data = text.pieces.filter((piece): piece is DataPiece => 'data' in piece);
  const root = data.find((piece) => piece.root === true);
  const rootCleared = root?.data === null && data.some((piece) => isGiven(piece.data));
  if (root !== undefined && !isGiven(root.data) && !rootCleared) {
    return undefined;
  }
  return text.pieces.map((piece) => ('literal' in piece ? piece.literal : String(piece.data ?? ''))).join('');
};
