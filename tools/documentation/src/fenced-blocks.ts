/** A fenced block of a Markdown text: run or written to a file by a test. */
export interface FencedBlock {
  readonly language: string;
  /** The file that the block is the content of: ` ```ts file=src/acme.ts `. */
  readonly file: string | undefined;
  /** The file in which the block takes the place of the lines with the same keys: ` ```ts in=src/acme.ts `. */
  readonly insteadIn: string | undefined;
  readonly text: string;
  readonly line: number;
}

export const fencedBlocks = (markdown: string): readonly FencedBlock[] => {
  const blocks: FencedBlock[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const [, language = '', file, insteadIn] =
      /^```(\w+)(?: file=(\S+)| in=(\S+))?$/.exec(lines[at] ?? '') ?? [];
    if (language !== '') {
      const end = lines.indexOf('```', at);
      blocks.push({
        language,
        file,
        insteadIn,
        text: `${lines.slice(at + 1, end).join('\n')}\n`,
        line: at + 1,
      });
      at = end;
    }
  }
  return blocks;
};
