/**
 * A question about an object that never changes, such as a definition or a configuration: each object is asked about once, and what is
 * known of it goes with it. The answer must depend on the object alone.
 */
export const perObject = <K extends object, A extends object | string>(
  answer: (object: K) => A,
): ((object: K) => A) => {
  const known = new WeakMap<K, A>();
  return (object) => {
    const found = known.get(object);
    if (found !== undefined) {
      return found;
    }
    const made = answer(object);
    known.set(object, made);
    return made;
  };
};
