import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';

/** How a vendor's query language takes values. */
export interface QueryLanguage {
  /** What messages call it: `an encoded query of ServiceNow`. */
  readonly name: string;
  /** The value as it stands in the query, with what the language wants around it: quotes, doubled signs. The value itself when absent. */
  readonly escape?: (value: string) => string;
  /**
   * Why a value has no form in the language, as the end of a sentence (`it has a ^`); undefined when it has one. Such a value is
   * refused before the query is sent, because it would ask for other records than those that have it.
   */
  readonly refuses?: (value: string) => string | undefined;
}

const VERBATIM = Symbol('verbatim');

/** A part of a query that is none of the caller's values. */
export interface Verbatim {
  readonly [VERBATIM]: string;
}

/** Makes a query; see `queryLanguage`. */
export type QueryTag = (parts: TemplateStringsArray, ...values: readonly (string | Verbatim)[]) => string;

/**
 * A template tag that writes queries of a vendor's language: `` q`user_name=${value}` ``. Every value is escaped, so that it stays one
 * value whatever it holds; one that the language cannot carry, and a blank one where nothing is put around it (which languages take for "has none"), is
 * refused with an IAMError of kind `invalid-input`. The name of an attribute is put in with `verbatim`. The text still has to be
 * percent-encoded, which `query` of a request does.
 *
 * @example
 * const q = queryLanguage({ name: 'an Okta filter', escape: quoted });
 * http.get(path`users`, { query: { filter: q`${verbatim(attribute)} eq ${value}` }, reply });
 */
export const queryLanguage =
  (language: QueryLanguage): QueryTag =>
  (parts, ...values) =>
    parts.reduce((query, part, index) => query + written(language, values[index - 1]) + part);

/** The value as a JSON string (RFC 8259 section 7): quotes, back-slashes and control characters cannot end it. */
export const quoted = (value: string): string => JSON.stringify(value);

/**
 * A part of a query that no value may be: the name of an attribute, from the definition. Throws an Error for a text that is no name,
 * so that a value which lands here by mistake is not taken for a part of the query.
 */
export const verbatim = (name: string): Verbatim => {
  if (!NAME.test(name)) {
    throw new Error(`${JSON.stringify(name.slice(0, 50))} is no name of an attribute`);
  }
  return { [VERBATIM]: name };
};

// RFC 7644 section 3.4.2.2 (attrPath), and what other vendors' columns are called.
const NAME = /^[A-Za-z_$][\w$.:-]*$/;

const written = ({ name, escape, refuses }: QueryLanguage, value: string | Verbatim = ''): string => {
  if (typeof value === 'object') {
    return value[VERBATIM];
  }
  const why = refuses?.(value);
  if (why !== undefined) {
    throw refusal(name, why);
  }
  const text = escape === undefined ? value : escape(value);
  if (text.trim() === '') {
    throw refusal(name, 'it is blank');
  }
  return text;
};

const refusal = (name: string, why: string): IAMError =>
  new IAMError(
    failure('invalid-input', `A value cannot be asked for in ${name}: ${why}.`, {
      next: 'Correct the value, or name the record by its id; nothing was sent.',
    }),
  );
