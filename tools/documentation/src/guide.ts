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

/** What another application needs: lines that take the place of those with the same keys. */
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

/** The files with the variation in them. Throws an Error when a line has no place, or several. */
export const varied = (files: Files, { blocks }: Variation): Files =>
  blocks.reduce<Files>((changed, { insteadIn = '', text, line }) => {
    const lines = (changed[insteadIn] ?? '').split('\n');
    for (const given of text.trimEnd().split('\n')) {
      const key = /^\s*\w+:/.exec(given)?.[0].trim() ?? '';
      const places = lines.flatMap((present, at) => (present.trim().startsWith(key) ? [at] : []));
      const [place] = places;
      if (key === '' || place === undefined || places.length > 1) {
        throw new Error(`line ${line}: "${given}" has ${places.length} places in ${insteadIn}`);
      }
      lines[place] = given;
    }
    return { ...changed, [insteadIn]: lines.join('\n') };
  }, files);
