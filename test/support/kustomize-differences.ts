const map = (rest: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${rest}`;
const value = (text: string): string => map(`data:\n  v: ${text}\n  w: end\n`);
const annotated = (text: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {${text}}}\n`;
const json = (name: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

/** Files of which kustomize makes something else than what stands there to kubectl; seen with kustomize 5. */
export const OTHERWISE: readonly string[] = [
  ...['yes', 'on', 'y', 'Yes', 'OFF', 'N', 'n', 'no', 'off'].map(value),
  ...['2020-01-01', '2020-1-1', '2020-01-01 10:00:00', '!!timestamp 2020-01-01', '!!set {a}', '! 5'].map(value),
  ...['{a, b}', '{a: }', '{a: {b: }}', '[a: ]', '"\\x85"'].map(value),
  ...['>-\n    x\n     y\n    z', '>+\n    a\n\n     b\n\n'].map(value),
  map('data: {b: "3", <<: {a: "1", b: "2"}}\n'),
  `${json('a')}\n${json('b')}\n`,
  annotated('internal.config.kubernetes.io/needsHashSuffix: enabled'),
  annotated('config.kubernetes.io/local-config: "true"'),
  annotated('"config.kubernetes.io/local\\u002dconfig": ""'),
  annotated('config.kubernetes.io/path: p'),
  annotated('config.k8s.io/id: x'),
];

/** Files that mean the same to both, however they look. */
export const ALIKE: readonly string[] = [
  map('data: {a: "1"}\n'),
  map('data: {a: &x "1", b: *x}\n'),
  map('data: {<<: &x {a: "1", b: "2"}, b: "3"}\n'),
  ...['014', '0b11', '1_0', '1:30', '1e1', '3.0', '0x1F', '~', 'null', 'True'].map(value),
  ...['"yes"', "'on'", '!!str yes', '!!str 5', '!!binary aGk=', '!!int "3"', '[a, b]', '{a: b}'].map(value),
  ...['"2020-01-01"', '|\n    x\n     y\n', '>\n    a\n    b\n', '{}', '[]', 'not yes', '""', ''].map(value),
  `${json('a')}\n`,
  `${json('a')}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n`,
  'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]\n',
  `${map('')}---\n---\n# x\n---\nnull\n---\n${map('').replace('name: a', 'name: b')}`,
  annotated('example.org/config: x'),
];
