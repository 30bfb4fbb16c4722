import { urlOf } from './url-of';

it.each<[string, string | undefined, string | undefined]>([
  ['https://bücher.example/ä', undefined, 'https://xn--bcher-kva.example/%C3%A4'],
  ['/ä', 'https://a.example/b', 'https://a.example/%C3%A4'],
  ['/ä', undefined, undefined],
  ['no address', undefined, undefined],
  ['https://', undefined, undefined],
])('%j from %j is the address %j', (text, base, href) => {
  expect(urlOf(text, base)?.href).toBe(href);
});

it('an address with an umlaut is one however many were read before: Node compiles what is called often', () => {
  let refused = 0;
  for (let count = 0; count < 50_000; count += 1) {
    refused += urlOf('https://bücher.example/') === undefined ? 1 : 0;
  }

  expect(refused).toBe(0);
});
