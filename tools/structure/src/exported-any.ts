import ts from 'typescript';

import { lineOf, type Module } from './module';
import { isTest } from './place';

/** `any` in an export disables type checking in every importing file. */
export const exportedAny = (modules: readonly Module[]): string[] =>
  // Exports of tests are not part of a package's interface.
  modules
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, syntax }) => {
      const reexported = namesExportedBelow(syntax);
      return syntax.statements
        .filter((statement) => isExported(statement, reexported))
        .flatMap((statement) => anyIn(statement))
        .map((node) => `${path}:${lineOf(syntax, node)}: explicit any in an export`);
    });

const isExported = (statement: ts.Statement, reexported: ReadonlySet<string>): boolean =>
  (ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) ||
  declaredNames(statement).some((name) => reexported.has(name));

/** `export { a, b as c }` without a module: names of declarations elsewhere in the same file. */
const namesExportedBelow = (syntax: ts.SourceFile): ReadonlySet<string> =>
  new Set(
    syntax.statements.flatMap((statement) =>
      ts.isExportDeclaration(statement) &&
      !statement.moduleSpecifier &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
        : [],
    ),
  );

const declaredNames = (statement: ts.Statement): string[] => {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name ? [statement.name.text] : [];
};

/** Skips bodies of functions and private members, which are not part of the interface; the linter covers them. */
const anyIn = (node: ts.Node): ts.Node[] => {
  if (node.kind === ts.SyntaxKind.AnyKeyword) {
    return [node];
  }
  if (ts.isBlock(node) || isPrivate(node)) {
    return [];
  }
  const found: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    const bodyOfArrow = ts.isArrowFunction(node) && child === node.body;
    if (!bodyOfArrow) {
      found.push(...anyIn(child));
    }
  });
  return found;
};

const isPrivate = (node: ts.Node): boolean =>
  ts.isClassElement(node) &&
  ((node.name !== undefined && ts.isPrivateIdentifier(node.name)) ||
    (ts.canHaveModifiers(node) &&
      (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)));
