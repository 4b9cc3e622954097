import * as path from 'node:path';
import * as ts from 'typescript';

/** Files of ours by their paths, packages by their names, and `node` for a module of Node. Types are imports too. */
export function importsOf(source: ts.SourceFile, files: readonly string[]): string[] {
  return ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.')) {
      return fileName.startsWith('node:')
        ? 'node'
        : fileName
            .split('/')
            .slice(0, fileName.startsWith('@') ? 2 : 1)
            .join('/');
    }
    const base = path.posix.join(path.posix.dirname(source.fileName), fileName);
    return files.find((file) => file === `${base}.ts` || file === `${base}/index.ts`) ?? base;
  });
}

/** Values that Node has and a browser does not. */
const GLOBALS = new Set([
  '__dirname',
  '__filename',
  'Buffer',
  'clearImmediate',
  'exports',
  'global',
  'module',
  'NodeJS',
  'process',
  'require',
  'setImmediate',
]);

/** The modules and globals of Node that a file uses. */
export function globalsOfNode(source: ts.SourceFile | undefined): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && GLOBALS.has(node.text) && isValue(node)) {
      found.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  if (source !== undefined) {
    visit(source);
  }
  return found;
}

/** `require('a package')`, loaded when it is needed: an import to every bundler. The table of parts says which package it may be. */
function isImport(node: ts.Node): boolean {
  const [name] = ts.isCallExpression(node) ? node.arguments : [];
  return (
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'require' &&
    name !== undefined &&
    ts.isStringLiteral(name)
  );
}

/** Not the name of a field, as in `a.process` and `{ process: 1 }`. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  return !(
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isPropertySignature(parent) && parent.name === node) ||
    (ts.isMethodDeclaration(parent) && parent.name === node) ||
    isImport(parent)
  );
}
