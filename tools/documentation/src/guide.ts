import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FencedBlock } from './fenced-blocks';
import { ROOT } from './repository';

export const guideText = (): string => readFileSync(join(ROOT, 'docs', 'writing-a-vendor.md'), 'utf8');

/** Texts of a package by the path of their file. */
export type Files = Readonly<Record<string, string>>;

/** The files of the guide as they are at its end. */
export const guideFiles = (blocks: readonly FencedBlock[]): Files =>
  Object.fromEntries(blocks.flatMap(({ file, text }) => (file === undefined ? [] : [[file, text] as const])));

/** A variation for another application: its lines replace those with the same keys. */
export interface Variation {
  /** The first of its lines. */
  readonly name: string;
  readonly blocks: readonly FencedBlock[];
}

/** Blocks with `in=` that follow each other; one for a file that the variation has already begins the next. */
export const guideVariations = (blocks: readonly FencedBlock[]): readonly Variation[] => {
  const variations: FencedBlock[][] = [];
  for (const block of blocks.filter(({ insteadIn }) => insteadIn !== undefined)) {
    const open = variations.at(-1);
    if (open === undefined || open.some(({ insteadIn }) => insteadIn === block.insteadIn)) {
      variations.push([block]);
    } else {
      open.push(block);
    }
  }
  return variations.map((parts) => ({ name: parts[0]?.text.trim() ?? '', blocks: parts }));
};

/**
 * The files with the variation in them. An import takes the place of the one from the same module; a key that the file does not
 * have comes behind the one before it. Throws an Error when the first one has no place, or any has several.
 */
export const varied = (files: Files, { blocks }: Variation): Files =>
  blocks.reduce<Files>((changed, { insteadIn = '', text, line }) => {
    const lines = (changed[insteadIn] ?? '').split('\n');
    let before: number | undefined;
    for (const given of entriesOf(text)) {
      const key = keyOf(given);
      const places = lines.flatMap((present, at) =>
        key !== undefined && keyOf(present) === key ? [at] : [],
      );
      const place = places[0] ?? before;
      if (key === undefined || place === undefined || places.length > 1) {
        throw new Error(`line ${line}: "${given}" has ${places.length} places in ${insteadIn}`);
      }
      if (places.length === 0) {
        lines.splice(place + 1, 0, given);
        before = place + 1;
      } else {
        lines[place] = given;
        before = place;
      }
    }
    return { ...changed, [insteadIn]: lines.join('\n') };
  }, files);

/** Lines that are further in than an open one before them, or close a bracket, belong to it. */
const entriesOf = (text: string): readonly string[] => {
  const entries: string[] = [];
  for (const given of text.trimEnd().split('\n')) {
    const last = entries.at(-1);
    const isInside =
      last !== undefined &&
      !last.endsWith(';') &&
      (indentOf(given) > indentOf(last) || /^\s*[})\]]/.test(given));
    entries.push(isInside ? `${entries.pop()}\n${given}` : given);
  }
  return entries;
};

const indentOf = (line: string): number => line.search(/\S/);

/** The key that a line is replaced by: the name of a property, or the module of an import. */
const keyOf = (given: string): string | undefined =>
  /^import .* (from '[^']+');$/.exec(given)?.[1] ?? /^\s*(\w+:)/.exec(given)?.[1];
