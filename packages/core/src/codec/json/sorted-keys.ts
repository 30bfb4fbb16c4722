/** The keys of an object in the order of their code units. */
export interface SortedKeys {
  readonly keys: readonly string[];
  /** Each as JSON has it, with its colon: `"title":`. */
  readonly labels: readonly string[];
}

/** Objects with the same keys in the same order, known by these keys one after the other. */
interface Shape {
  /** The key that came next the first time, which nearly always comes next, and where it leads. */
  usual: string | undefined;
  usually: Shape | undefined;
  readonly others: Map<string, Shape>;
  sorted: SortedKeys | undefined;
}

/** Then all are forgotten: records have a few shapes, hostile ones have shapes without end. */
const MOST_SHAPES = 4000;

/** Objects with more keys are lists by name rather than records, and no two have the same. */
const MOST_KEYS = 64;

const newShape = (): Shape => ({
  usual: undefined,
  usually: undefined,
  others: new Map(),
  sorted: undefined,
});

let start = newShape();
let shapes = 1;

/** The keys of an object, sorted: once for all objects that have the same ones in the same order. */
export const sortedKeys = (value: object): SortedKeys => {
  const keys = Object.keys(value);
  if (keys.length > MOST_KEYS) {
    return sort(keys);
  }
  let shape = start;
  for (const key of keys) {
    shape = shape.usual === key && shape.usually !== undefined ? shape.usually : after(shape, key);
  }
  return (shape.sorted ??= sort(keys));
};

const after = (shape: Shape, key: string): Shape => {
  const known = shape.others.get(key);
  if (known !== undefined) {
    return known;
  }
  if (shapes >= MOST_SHAPES) {
    start = newShape();
    shapes = 1;
  }
  const made = newShape();
  shapes += 1;
  if (shape.usual === undefined) {
    shape.usual = key;
    shape.usually = made;
  }
  shape.others.set(key, made);
  return made;
};

const sort = (keys: readonly string[]): SortedKeys => {
  const sorted = [...keys].sort();
  return { keys: sorted, labels: sorted.map((key) => `${JSON.stringify(key)}:`) };
};
