import fc from 'fast-check';
import { unicodeText } from '../../__fixtures__/unicode-text';
import { isIAMError } from '../../errors/iam-error';
import { joinUrl } from '../connection/connection';
import { path, writeQuery } from './path';

// The same examples every time: a finding must not come and go.
fc.configureGlobal({ seed: 5, numRuns: 500 });

const anyText = fc.oneof(
  unicodeText(),
  fc.string(),
  fc.constantFrom('..', '.', '%2e%2e', '/', '?x=1', '#', '\\', '\ud800'),
);

const pathOf = (value: string): string | undefined => {
  try {
    return path`users/${value}/groups`.text;
  } catch (thrown) {
    expect(isIAMError(thrown)).toBe(true);
    return undefined;
  }
};

describe('whatever is put into a path', () => {
  it('is one segment that decodes to the same value, or is refused', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const text = pathOf(value);
        if (text === undefined) {
          return;
        }
        const url = new URL(joinUrl('https://vendor.example/scim/v2', text, ''));
        const segments = url.pathname.split('/');
        expect(url.origin + segments.slice(0, 4).join('/')).toBe('https://vendor.example/scim/v2/users');
        expect(segments.slice(5)).toEqual(['groups']);
        expect(decodeURIComponent(segments[4] ?? '')).toBe(value.toWellFormed());
        expect(url.search + url.hash).toBe('');
      }),
    );
  });

  it('is refused when it would name the collection or its parent', () => {
    for (const value of ['', ' ', '.', '..']) {
      expect(pathOf(value)).toBeUndefined();
    }
  });
});

it('a query is parsed back to what was written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (query) => {
      expect(Object.fromEntries(new URLSearchParams(writeQuery(query)))).toEqual({ ...query });
    }),
  );
});
