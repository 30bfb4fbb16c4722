import ts from 'typescript';
import { lineOf, type Module } from './module';
import { isTest } from './place';

/** A regular expression as it is written, and where. */
export interface Expression {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal that runs outside of tests. */
export const regularExpressions = (modules: readonly Module[]): Expression[] =>
  modules
    .filter(({ path }) => path.startsWith('packages/') && !isTest(path))
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
