import ts from 'typescript';
import { lineOf, type Module } from './module';
import { isTest } from './place';

/** The source of a regular expression, and its place. */
export interface Expression {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Excluded: these read only text of this repository and its tests, so that no outside input can slow them down. */
const OWN_TEXT = [
  'packages/sandbox/',
  'packages/conformance/',
  'packages/cli/src/init/',
  'packages/cli/src/docs/',
];

/** Every regular expression literal that may read untrusted text: of callers, configurations and vendors. */
export const regularExpressions = (modules: readonly Module[]): Expression[] =>
  modules
    .filter(
      ({ path }) =>
        path.startsWith('packages/') && !isTest(path) && !OWN_TEXT.some((own) => path.startsWith(own)),
    )
    .flatMap(({ path, syntax }) => {
      const found: Expression[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/');
          found.push({
            place: `${path}:${lineOf(syntax, node)}`,
            source: node.text.slice(1, end),
            flags: node.text.slice(end + 1),
          });
        }
        ts.forEachChild(node, visit);
      };
      visit(syntax);
      return found;
    });
