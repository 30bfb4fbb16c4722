import { printable } from '@iam/core';
import type { ItemLine } from '../../plan/file/plan-line';

/** An item of a chain or a ring of renames, and why it is not carried out; undefined when it is. */
export interface RenameStep {
  readonly line: ItemLine;
  readonly held: string | undefined;
}

export interface RenameSteps {
  /** Whether the item is one of those, so that all have to be known before it is decided whether it is carried out. */
  readonly keeps: (line: ItemLine, held: string | undefined) => boolean;
  readonly all: () => readonly RenameStep[];
}

/**
 * Who takes a name waits for who gives it up. When only one of the two is released, the other stays held as well: the name would
 * still be taken, and a person who was moved to a temporary name would be left with it.
 */
export const createRenameSteps = (): RenameSteps => {
  const held = new Map<number, string>();
  const steps: { readonly line: ItemLine; held: string | undefined }[] = [];
  const hold = (step: (typeof steps)[number], because: string): void => {
    step.held = because;
    held.set(step.line.n, step.line.who);
  };
  const reason = ({ app, person, after = [], temporary }: ItemLine): string | undefined => {
    const first = after.find((n) => held.has(n));
    if (first !== undefined) {
      return `It comes after the change of ${printable(held.get(first) ?? '')}, which is held: release that person too.`;
    }
    const isLastHeld =
      temporary === true &&
      steps.some(
        (other) => other.held !== undefined && other.line.app === app && other.line.person === person,
      );
    return isLastHeld ? 'A temporary name would stay, because the step that ends it is held.' : undefined;
  };
  return {
    keeps: (line, because) => {
      if (because !== undefined) {
        held.set(line.n, line.who);
      }
      if (line.temporary !== true && (line.after ?? []).length === 0) {
        return false;
      }
      steps.push({ line, held: because });
      return true;
    },
    all: () => {
      for (let changed = true; changed;) {
        changed = false;
        for (const step of steps.filter((one) => one.held === undefined)) {
          const because = reason(step.line);
          if (because !== undefined) {
            hold(step, because);
            changed = true;
          }
        }
      }
      return steps;
    },
  };
};
