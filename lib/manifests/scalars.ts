import type { ScalarTag } from 'yaml';

/**
 * Plain scalars as kubectl reads them: its parser (sigs.k8s.io/yaml on go-yaml 2) speaks YAML 1.1 with its own edges,
 * so `yes` is a boolean, `014` is 12, and `1:30` is a string. Measured with kubectl 1.30 and 1.37.
 */
export function resolveScalar(text: string): unknown {
  const word = WORDS.get(text);
  if (word !== undefined) {
    return word;
  }
  if (text === '' || text === '~' || text === 'null' || text === 'Null' || text === 'NULL') {
    return null;
  }
  return /^[-+.\d]/.test(text) ? resolveNumber(text) : text;
}

function resolveNumber(text: string): unknown {
  const plain = text.replaceAll('_', '');
  if (/^[-+]?(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+)$/.test(plain)) {
    const digits = plain.replace(/^[-+]/, '').replace(/^0[oO]?(?=[0-7])/, '0o');
    return (plain.startsWith('-') ? -1 : 1) * Number(digits);
  }
  if (/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(plain)) {
    const number = Number(plain);
    return Number.isFinite(number) ? number : text;
  }
  return text;
}

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const explicit = (name: string, resolve: (text: string) => unknown): ScalarTag => ({
  tag: `tag:yaml.org,2002:${name}`,
  resolve,
});

/** For the `yaml` library, on top of its `failsafe` schema: everything that is not quoted goes through `resolveScalar`. */
export const KUBECTL_TAGS: ScalarTag[] = [
  // One cheap test, because each plain scalar of each document comes by here.
  { tag: 'tag:yaml.org,2002:plain', default: true, test: /^(?:[-+.\d]|[yYnNtTfFoO~]|$)/, resolve: resolveScalar },
  explicit('int', resolveScalar),
  explicit('float', resolveScalar),
  explicit('bool', resolveScalar),
  explicit('null', () => null),
  explicit('timestamp', (text) => text),
  explicit('binary', (text) => Buffer.from(text, 'base64').toString('utf8')),
];
