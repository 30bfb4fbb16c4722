import * as E from 'fp-ts/Either';
import { defineMapper } from './mapper/define-mapper';
import { resolveMappers } from './resolve-mapper';

const own = {
  incoming: defineMapper({ name: 'Own (Incoming)', direction: 'incoming', fields: { Title: 'title' } }),
  outgoing: defineMapper({ name: 'Own (Outgoing)', direction: 'outgoing', fields: { title: 'title' } }),
};

const mapperFile = (type: string): string =>
  JSON.stringify({
    name: 'From a file',
    type,
    mapping: { 'User Profile': { internalMapping: { title: { simple: 'title', complex: null } } } },
  });

const files: Readonly<Record<string, string>> = {
  'out.json': mapperFile('mapping-outgoing'),
  'in.json': mapperFile('mapping-incoming'),
  'broken.json': '{"hunter2',
};
const readFile = (path: string): string => {
  const text = files[path];
  if (text === undefined) {
    throw new Error('ENOENT');
  }
  return text;
};

const resolve = (mapperIn?: string, mapperOut?: string) =>
  resolveMappers(own, { mapperIn, mapperOut }, readFile);

describe('the mappers of an instance', () => {
  it('are the vendor’s own when none is named, or when it is named', () => {
    expect(resolve()).toEqual(E.right(own));
    expect(resolve('Own (Incoming)', 'Own (Outgoing)')).toEqual(E.right(own));
  });

  it('are refused for the one that cannot be read, and only for that', () => {
    for (const resolved of [resolve('broken.json', 'out.json'), resolve('in.json', 'broken.json')]) {
      expect(resolved).toMatchObject(E.left([expect.stringContaining('broken.json')]));
      expect(E.isLeft(resolved) && resolved.left).toHaveLength(1);
    }
  });

  it('are refused with the reason why the file cannot be read', () => {
    const resolved = resolve(undefined, 'gone.json');

    expect(resolved).toEqual(E.left([expect.stringMatching(/ that can be read \(it .+\)$/)]));
  });

  it('are read from the named files', () => {
    const resolved = resolve('in.json', 'out.json');

    expect(E.isRight(resolved) && [resolved.right.incoming.name, resolved.right.outgoing.direction]).toEqual([
      'From a file',
      'outgoing',
    ]);
  });

  it.each([
    [
      'nobody knows',
      'gone.json',
      '"gone.json" is neither the built-in "Own (Outgoing)" nor a mapper file that can be read',
    ],
    ['go the other way', 'in.json', 'in.json holds an incoming mapper; an outgoing one is needed'],
    ['are broken', 'broken.json', 'broken.json'],
  ])('are refused when they %s, naming the parameter and no content', (_, named, problem) => {
    const resolved = resolve('gone-too.json', named);
    const problems = E.isLeft(resolved) ? resolved.left : [];

    expect(problems[0]).toMatch(/^params\.mapperIn: /);
    expect(problems.slice(1).join('\n')).toContain(problem);
    expect(problems.at(-1)).toMatch(/^params\.mapperOut: (?!.*hunter2)/);
  });
});
