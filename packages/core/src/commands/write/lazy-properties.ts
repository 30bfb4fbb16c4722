/** How the lazy properties of an object are worked out. Hidden from copies, comparisons and JSON. */
const MAKERS = Symbol('makers');

type Makers = Readonly<Record<string, () => unknown>>;

interface Lazy {
  readonly [MAKERS]: Makers;
}

/**
 * A copy with further properties that are worked out when they are read first; those without a maker are absent.
 *
 * All objects share one accessor for each name. The engine makes a hidden class for every accessor function, in the old generation:
 * one for each object would keep all that it refers to in memory until the next major garbage collection.
 */
export const withLazy = <A extends object>(
  value: A,
  makers: Readonly<Record<string, (() => unknown) | undefined>>,
): A => {
  const copy = Object.assign({}, value);
  const known: Record<string, () => unknown> = {};
  Object.defineProperty(copy, MAKERS, { value: known });
  for (const [name, make] of Object.entries(makers)) {
    if (make !== undefined) {
      known[name] = once(make);
      Object.defineProperty(copy, name, accessorOf(name));
    }
  }
  return copy;
};

const accessors = new Map<string, PropertyDescriptor>();

const accessorOf = (name: string): PropertyDescriptor => {
  const accessor = accessors.get(name) ?? {
    enumerable: true,
    configurable: true,
    get(this: Lazy): unknown {
      return this[MAKERS][name]?.();
    },
  };
  accessors.set(name, accessor);
  return accessor;
};

const once = (make: () => unknown): (() => unknown) => {
  let made: { readonly value: unknown } | undefined;
  return () => (made ??= { value: make() }).value;
};
