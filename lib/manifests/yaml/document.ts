import type { Document } from '../documents';
import { composeYaml } from './compose';
import { readJson } from './json';
import { type Node, SyntaxProblem } from './node';

/** What a document consists of; `undefined` where nothing is written. @throws SyntaxProblem */
export function nodesOf(document: Document): Node | undefined {
  const { text, problem, json } = document;
  if (problem !== undefined) throw problem;
  if (json === true) return readJson(text, 0).node;
  const control = CONTROL.exec(text);
  if (control !== null) throw new SyntaxProblem('control', control.index);
  return composeYaml(text);
}

/** What YAML 1.1 does not allow, written as it is; a byte order mark may stand at the front only. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|(?<!^)\ufeff/;
