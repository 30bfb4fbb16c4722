import { asElement, elementsOf } from './elements';

it.each<[unknown, object | undefined]>([
  ['a', { value: 'a' }],
  [7, { value: '7' }],
  [{ type: 'work' }, { type: 'work' }],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  [true, undefined],
  [['a'], undefined],
])('%j is the element %j', (item, element) => {
  expect(asElement(item)).toStrictEqual(element);
});

it.each<[unknown, object[]]>([
  ['a', [{ value: 'a' }]],
  [
    ['a', null, '', { value: 'b' }],
    [{ value: 'a' }, { value: 'b' }],
  ],
  [undefined, []],
  [[], []],
])('%j has the elements %j', (value, elements) => {
  expect(elementsOf(value)).toStrictEqual(elements);
});
