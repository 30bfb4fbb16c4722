/** Marks around generated text in a README. Text outside them is hand-written and kept. */

export type Marked =
  | { readonly ok: true; readonly text: string; readonly found: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** Puts each section between its marks: `<!-- iam docs: parameters -->` and `<!-- iam docs end -->`. */
export const fillSections = (text: string, sections: Readonly<Record<string, string>>): Marked => {
  const lines = text.split('\n');
  const kept: string[] = [];
  const found: string[] = [];
  let open: string | undefined;
  for (const [index, line] of lines.entries()) {
    const name = BEGIN.exec(line)?.[1];
    const place = `line ${index + 1}`;
    if (name !== undefined) {
      const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
      if (open !== undefined) {
        return { ok: false, problem: `${place}: the section ${open} is not closed before ${name} begins` };
      }
      if (section === undefined) {
        const names = Object.keys(sections).join(', ');
        return {
          ok: false,
          problem: `${place}: there is no section ${JSON.stringify(name)}; there are ${names}`,
        };
      }
      open = name;
      found.push(name);
      kept.push(
        line,
        '<!-- prettier-ignore-start -->',
        '',
        section.trimEnd(),
        '',
        '<!-- prettier-ignore-end -->',
      );
    } else if (END.test(line)) {
      if (open === undefined) {
        return { ok: false, problem: `${place}: a section is closed that was not begun` };
      }
      open = undefined;
      kept.push(line);
    } else if (open === undefined) {
      kept.push(line);
    }
  }
  return open === undefined
    ? { ok: true, text: kept.join('\n'), found }
    : { ok: false, problem: `the section ${open} is not closed; end it with <!-- iam docs end -->` };
};

const BEGIN = /^<!-- iam docs: (.+) -->$/;
const END = /^<!-- iam docs end -->$/;
