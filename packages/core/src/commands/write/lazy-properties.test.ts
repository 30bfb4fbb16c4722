import { withLazy } from './lazy-properties';

describe('lazy properties', () => {
  it('are worked out when they are read, and once', () => {
    const make = jest.fn(() => ({ id: '7' }));
    const result = withLazy({ status: 'done' }, { before: make }) as { readonly before?: unknown };

    expect(make).not.toHaveBeenCalled();
    expect(result.before).toBe(result.before);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('are part of copies, comparisons and JSON, and nothing beside them is', () => {
    const result = withLazy({ status: 'done' }, { before: () => 'old', after: undefined });

    expect(Reflect.ownKeys({ ...result })).toEqual(['status', 'before']);
    expect(result).toEqual({ status: 'done', before: 'old' });
    expect(JSON.stringify(result)).toBe('{"status":"done","before":"old"}');
  });

  it('belong to their object alone, although objects share the accessor', () => {
    const [one, other] = ['a', 'b'].map((value) => withLazy({}, { before: () => value }));

    expect([one, other]).toEqual([{ before: 'a' }, { before: 'b' }]);
    expect(Object.getOwnPropertyDescriptor(one, 'before')?.get).toBe(
      Object.getOwnPropertyDescriptor(other, 'before')?.get,
    );
  });

  it('are read through an object that inherits them or stands before them', () => {
    const result = withLazy({}, { before: () => 'old' });

    expect(Object.create(result)).toHaveProperty('before', 'old');
    expect(new Proxy(result, {})).toHaveProperty('before', 'old');
  });
});
