import ts from 'typescript';

import { lineOf, type Module } from './module';

/** Named exports only, so that a file's exports can be read in it and searched for. No enums: unions and const objects. */
export const exportStyleViolations = (modules: readonly Module[]): string[] =>
  modules.flatMap(({ path, syntax }) =>
    syntax.statements.flatMap((statement) => {
      const problem = problemOf(statement);
      return problem ? [`${path}:${lineOf(syntax, statement)}: ${problem}`] : [];
    }),
  );

const problemOf = (statement: ts.Statement): string | undefined => {
  if (ts.isExportAssignment(statement)) {
    return 'default export';
  }
  if (ts.isExportDeclaration(statement)) {
    return problemOfExports(statement);
  }
  if (ts.isEnumDeclaration(statement)) {
    return 'enum';
  }
  return isDefault(statement) ? 'default export' : undefined;
};

const problemOfExports = ({ exportClause }: ts.ExportDeclaration): string | undefined => {
  if (!exportClause || ts.isNamespaceExport(exportClause)) {
    return 'export *';
  }
  return exportClause.elements.some(({ name }) => name.text === 'default') ? 'default export' : undefined;
};

const isDefault = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
