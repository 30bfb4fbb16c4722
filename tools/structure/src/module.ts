import ts from 'typescript';

/** A file of the repository; the path is relative to the root, with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** As written: `./decode`, `@iam/core`, `node:fs`. */
  readonly specifier: string;
  readonly line: number;
}

export interface Module {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly syntax: ts.SourceFile;
}

/** Every way a TypeScript file can name another one, types and dynamic imports included. */
export const parseModule = ({ path, text }: TextFile): Module => {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const named = namedModule(node);
    if (named) {
      imports.push({ specifier: named.text, line: lineOf(syntax, node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return { path, imports, syntax };
};

export const lineOf = (syntax: ts.SourceFile, node: ts.Node): number =>
  syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;

const namedModule = (node: ts.Node): ts.StringLiteralLike | undefined => {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return literal(node.moduleSpecifier);
  }
  if (ts.isExternalModuleReference(node)) {
    return literal(node.expression);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return literal(node.argument.literal);
  }
  if (ts.isCallExpression(node) && loadsModule(node.expression)) {
    return literal(node.arguments[0]);
  }
  return undefined;
};

const loadsModule = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword ||
  callee.getText() === 'require' ||
  callee.getText() === 'require.resolve';

const literal = (node: ts.Node | undefined): ts.StringLiteralLike | undefined =>
  node && ts.isStringLiteralLike(node) ? node : undefined;
