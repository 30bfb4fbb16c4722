import * as E from 'fp-ts/Either';
import type { Piece, Scalar } from '../template-text';
import type { Attributes } from '../attributes';
import type { Argument } from '../arguments';
import { type Expression, constantExpression } from '../expression';
import { kindOf } from '../operators';
import { type AttributePath, parsePlainPath, topLevelKeys } from '../path';
import { readPath } from '../read-path';

/** The text between quotes when the whole text is quoted: a constant, not a path. */
export const quotedConstant = (text: string): string | undefined =>
  text.length >= 2 && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).split('\\"').join('"')
    : undefined;

/** A path, bare or as `${path}`. */
export const parseFilePath = (text: string): E.Either<string, AttributePath> => {
  const wrapped = text.startsWith('${') && text.indexOf('}') === text.length - 1;
  return E.mapLeft((problem: string) => `"${text}": ${problem}`)(
    parsePlainPath(wrapped ? text.slice(2, -1).trim() : text),
  );
};

export const pathExpression = (path: AttributePath): Expression => ({
  evaluate: (source) => E.right(readPath(source, path)),
  reads: topLevelKeys(path),
  copies: (source) => [readPath(source, path)],
});

/** A simple value of a field: a quoted constant, or a path. */
export const simpleExpression = (text: string): E.Either<string, Expression> => {
  const constant = quotedConstant(text);
  return constant === undefined
    ? E.map(pathExpression)(parseFilePath(text))
    : E.right(constantExpression(constant));
};

type TemplatePart = { readonly literal: string } | { readonly path: AttributePath };

const parseTemplate = (text: string): E.Either<string, readonly TemplatePart[]> => {
  const [before = '', ...rest] = text.split('${');
  const parts: TemplatePart[] = [{ literal: before }];
  for (const part of rest) {
    const end = part.indexOf('}');
    if (end === -1) {
      return E.left('has a ${ without a }');
    }
    const path = parseFilePath(part.slice(0, end).trim());
    if (E.isLeft(path)) {
      return path;
    }
    parts.push({ path: path.right }, { literal: part.slice(end + 1) });
  }
  return E.right(parts.filter((part) => !('literal' in part) || part.literal !== ''));
};

const readPieces = (
  parts: readonly TemplatePart[],
  source: Attributes,
): E.Either<string, readonly Piece[]> => {
  const pieces: Piece[] = [];
  for (const part of parts) {
    const value = 'path' in part ? readPath(source, part.path) : undefined;
    if (typeof value === 'object' && value !== null) {
      return E.left(`needs text, found ${kindOf(value)}`);
    }
    pieces.push('literal' in part ? part : { data: value as Scalar });
  }
  return E.right(pieces);
};

/** An argument's text: what is inside `${…}` is read from the data, everything else is meant as it stands. */
export const templateArgument = (text: string): E.Either<string, Argument> => {
  if (!text.includes('${')) {
    return E.right({ constant: text });
  }
  const parsed = parseTemplate(text);
  if (E.isLeft(parsed)) {
    return parsed;
  }
  const parts = parsed.right;
  const [only] = parts;
  const pieces = (source: Attributes): E.Either<string, readonly Piece[]> => readPieces(parts, source);
  const reads = parts.flatMap((part) => ('path' in part ? topLevelKeys(part.path) : []));
  if (parts.length === 1 && only !== undefined && 'path' in only) {
    const { evaluate, copies } = pathExpression(only.path);
    return E.right({ read: evaluate, reads, copies });
  }
  const read = (source: Attributes): E.Either<string, unknown> =>
    E.map((found: readonly Piece[]) =>
      found.map((piece) => ('literal' in piece ? piece.literal : String(piece.data ?? ''))).join(''),
    )(pieces(source));
  return E.right({ read, reads, pieces });
};
