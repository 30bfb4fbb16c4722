/** Objects with the same keys in the same order, known by these keys one after the other. */
interface Shape<A> {
  /** The key that came next the first time, which nearly always comes next, and where it leads. */
  usual: string | undefined;
  usually: Shape<A> | undefined;
  others: Map<string, Shape<A>> | undefined;
  answer: A | undefined;
}

/** Then all are forgotten: records have a few shapes, hostile ones have shapes without end. */
const MOST_SHAPES = 4000;

/** Objects with more keys are lists by name rather than records, and no two have the same. */
const MOST_KEYS = 64;

const newShape = <A>(): Shape<A> => ({
  usual: undefined,
  usually: undefined,
  others: undefined,
  answer: undefined,
});

/**
 * A question about the keys of an object: it is answered once for all objects that have the same ones in the same order, such as the rows
 * of a feed. The answer must depend on the keys alone.
 */
export const perKeys = <A extends object | string | boolean>(
  answer: (keys: readonly string[]) => A,
): ((value: object) => A) => {
  let start = newShape<A>();
  let shapes = 1;
  const after = (shape: Shape<A>, key: string): Shape<A> => {
    const known = shape.others?.get(key);
    if (known !== undefined) {
      return known;
    }
    if (shapes >= MOST_SHAPES) {
      start = newShape();
      shapes = 1;
    }
    const made = newShape<A>();
    shapes += 1;
    if (shape.usual === undefined) {
      shape.usual = key;
      shape.usually = made;
    } else {
      shape.others ??= new Map();
      shape.others.set(key, made);
    }
    return made;
  };
  return (value) => {
    const keys = Object.keys(value);
    if (keys.length > MOST_KEYS) {
      return answer(keys);
    }
    let shape = start;
    for (const key of keys) {
      shape = shape.usual === key && shape.usually !== undefined ? shape.usually : after(shape, key);
    }
    return (shape.answer ??= answer(keys));
  };
};
