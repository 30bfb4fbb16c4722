import ts from 'typescript';

import { lineOf, type Module } from './module';
import { isTest, isVendor, packageOf } from './place';

const FAKE = '/src/__fixtures__/fake.ts';

/**
 * Exceptions of the conformance kit are in one place, from where the tests hand them to the kit and `iam docs` to the README: the
 * export `except` of the stand-in's file.
 */
export const undocumentedExceptions = (modules: readonly Module[]): string[] => {
  const tests = modules.filter(({ path }) => isVendor(path) && isTest(path));
  const elsewhere = tests
    .filter(({ path }) => !path.endsWith(FAKE))
    .flatMap(({ path, syntax }) =>
      nodesOf(syntax)
        .filter(writesExceptions)
        .map(
          (node) =>
            `${path}:${lineOf(syntax, node)} has exceptions of its own; export them as except from __fixtures__/fake.ts`,
        ),
    );
  const unused = tests
    .filter(({ path, syntax }) => path.endsWith(FAKE) && nodesOf(syntax).some(declaresExceptions))
    .filter(
      ({ path }) => !tests.some((test) => packageOf(test.path) === packageOf(path) && handsThemOver(test)),
    )
    .map(({ path }) => `${path} exports exceptions that no test gives to the kit`);
  return [...elsewhere, ...unused];
};

const declaresExceptions = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) && node.name.getText() === 'except';

/** A declaration, or a property whose value is none that was imported. */
const writesExceptions = (node: ts.Node): boolean =>
  declaresExceptions(node) ||
  (ts.isPropertyAssignment(node) &&
    node.name.getText() === 'except' &&
    !ts.isIdentifier(node.initializer) &&
    !ts.isPropertyAccessExpression(node.initializer));

/** By name, or with everything that the stand-in's file exports. */
const handsThemOver = ({ path, syntax }: Module): boolean => {
  if (path.endsWith(FAKE)) {
    return false;
  }
  const nodes = nodesOf(syntax);
  const whole = nodes.flatMap((node) =>
    ts.isImportDeclaration(node) &&
    ts.isStringLiteral(node.moduleSpecifier) &&
    node.moduleSpecifier.text.endsWith('__fixtures__/fake') &&
    node.importClause?.namedBindings !== undefined &&
    ts.isNamespaceImport(node.importClause.namedBindings)
      ? [node.importClause.namedBindings.name.text]
      : [],
  );
  return nodes.some(
    (node) =>
      (ts.isSpreadAssignment(node) && whole.includes(node.expression.getText())) ||
      (ts.isShorthandPropertyAssignment(node) && node.name.text === 'except') ||
      (ts.isPropertyAssignment(node) && node.name.getText() === 'except'),
  );
};

const nodesOf = (syntax: ts.SourceFile): readonly ts.Node[] => {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return nodes;
};
