/** Levels of lists and objects a mapped value may have. A person's record in SCIM has four. */
export const MAX_NESTING = 64;

/**
 * True when `value` is nested deeper than MAX_NESTING levels (a cyclic value is). Walks with its own stack:
 * a hostile value must be refused, not overflow the stack here or in the JSON writer later.
 */
export const isTooDeep = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) {
      continue;
    }
    if (next.depth > MAX_NESTING) {
      return true;
    }
    for (const child of Object.values(next.value)) {
      open.push({ value: child, depth: next.depth + 1 });
    }
  }
  return false;
};
