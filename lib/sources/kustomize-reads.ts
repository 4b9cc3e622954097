import { asObject, at, isPlainObject } from '../kubernetes/plain';
import { type Document, splitDocuments } from '../manifests/documents';
import { parse } from '../manifests/parse';
import { nodesOf } from '../manifests/yaml/document';
import { type MappingNode, type Node, type ScalarNode, SyntaxProblem } from '../manifests/yaml/node';

/** Without any of these a file means the same to kustomize as to kubectl; most have none. */
const SUSPECT = /[\\!>]|config\.k|<<|\b(?:y|yes|n|no|on|off)\b|\d-\d|\{[^}]|\[[^\]]|List\b|^\s*\{/i;

/** Kustomize speaks YAML 1.2, where these are text. */
const WORD = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
/** These are times to it, which it writes in full. */
const TIME = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s]|$)/;
const SAME_TAGS = new Set([
  '',
  ...['str', 'int', 'float', 'null', 'binary', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
]);
/** It acts on annotations of its own (`local-config`, `needsHashSuffix`) and takes some off. */
const OWN = /(?:^|\.)config\.(?:kubernetes|k8s)\.io\//;

/**
 * Whether kustomize may make something else of a file that it lists than what stands there, as kubectl reads it. Where it fails, it
 * applies nothing at all. Seen with kustomize 5.
 */
export function kustomizeReadsOtherwise(text: string, name: string): boolean {
  if (!SUSPECT.test(text)) return false;
  const documents = splitDocuments(name, text);
  // Of several values of JSON it reads the first.
  if (documents.filter(({ json }) => json === true).length > 1) return true;
  return documents.some((document) => hasOwnMeaning(document) || isOwn(parse(document).value));
}

function isOwn(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const { kind, items } = value;
  return (
    Object.keys(asObject(at(value, 'metadata', 'annotations'))).some((key) => OWN.test(key)) ||
    (typeof kind === 'string' && kind.endsWith('List') && kind !== 'List') ||
    (Array.isArray(items) && items.some(isOwn))
  );
}

function hasOwnMeaning(document: Document): boolean {
  let root: Node | undefined;
  try {
    root = nodesOf(document);
  } catch (error) {
    if (error instanceof SyntaxProblem) return false; // It is refused anyway.
    throw error;
  }
  const open: { readonly node: Node; readonly inFlow: boolean }[] =
    root === undefined ? [] : [{ node: root, inFlow: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node } = next;
    const inFlow = next.inFlow || /[{[]/.test(document.text.charAt(node.start));
    if (node.kind === 'scalar' && scalarDiffers(node, document.text, inFlow)) return true;
    if (node.kind === 'mapping' && mergesLate(node)) return true;
    const children = node.kind === 'mapping' ? node.entries : node.kind === 'sequence' ? node.items : [];
    for (const child of children) open.push({ node: child, inFlow });
  }
  return false;
}

function scalarDiffers({ plain, tag, text, start, json }: ScalarNode, source: string, inFlow: boolean): boolean {
  if (json === true) return false;
  if (!SAME_TAGS.has(tag)) return true;
  // In a flow collection it takes a value that is left out for an empty text.
  if (plain) return tag === '' && (WORD.test(text) || TIME.test(text) || (inFlow && text === ''));
  const isFolded = /^(?:[&!]\S*\s+)*>/.test(source.slice(start, start + 1000));
  return /[\u007f-\u009f\ufffe\uffff]/.test(text) || (isFolded && /\n[ \t]/.test(text));
}

/** A merge key behind other keys beats them in kubectl, and not in kustomize. */
function mergesLate({ entries }: MappingNode): boolean {
  return entries.some((key, index) => index > 0 && index % 2 === 0 && key.kind === 'scalar' && key.text === '<<');
}
