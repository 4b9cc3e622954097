import * as fs from 'node:fs';
import * as path from 'node:path';
import { measure, type Measurement } from './measure';

/** Inputs that once took minutes or gigabytes, each by what is odd about it. */
const INPUTS: Readonly<Record<string, () => string>> = {
  '2,000 unknown fields': () =>
    configMap(
      'a',
      lines(2000, (index) => `f${index}: x`),
    ),
  '20,000 duplicate keys': () => configMap('a', `data:\n${lines(20_000, () => '  a: x')}`),
  '3,000 objects with a flaw each': () =>
    lines(3000, (index) => `---\n${configMap(`a${index}`, `data: { a: ${index} }`)}`),
  '80,000 escapes in a key': () => `{"${'\\u0041'.repeat(80_000)}": 1}\n`,
  'a million blank lines': () => `${configMap('a', '')}${'\n'.repeat(1_000_000)}data: { a: b }\n`,
  '300,000 replacement characters': () => configMap('a', `data: { a: "${'\ufffd'.repeat(300_000)}" }`),
  'a text of 20 MB': () => configMap('a', `data: { a: ${'x'.repeat(20_000_000)} }`),
  '3 million escapes': () => configMap('a', `data: { a: "${'\\n'.repeat(3_000_000)}" }`),
  'lists in lists, 900 deep': () => configMap('a', `data: ${'['.repeat(900)}${']'.repeat(900)}`),
  'aliases of aliases': () =>
    configMap(
      'a',
      `data:\n  a0: &a0 x\n${lines(60, (index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`)}`,
    ),
};

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n') + '\n';

function configMap(name: string, rest: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n${rest}\n`;
}

/** ConfigMaps of a kilobyte each, as many as make so many bytes. */
function benign(bytes: number): string {
  const one = (index: number): string => `---\n${configMap(`c${index}`, `data: { a: ${'x'.repeat(900)} }`)}`;
  return lines(Math.max(1, Math.round(bytes / one(0).length)), one);
}

/** What `plan` needs for each, beside an ordinary input of the same size. */
export function hostileTable(root: string, sandbox: string): string[] {
  const command = path.join(root, 'build/lib/cli/bin.js');
  const folder = fs.mkdtempSync(path.join(sandbox, 'hostile-'));
  const before = path.join(folder, 'before.yaml');
  fs.writeFileSync(before, configMap('a', 'data: { a: b }'));
  const planOf = (text: string): Measurement => {
    const after = path.join(folder, 'after.yaml');
    fs.writeFileSync(after, text);
    const call = ['node', command, 'plan', before, after, '--fail-on', 'never'];
    // Some are refused, which must not take long either.
    return measure(call, folder, path.join(folder, 'out'), 2, [0, 1]);
  };
  const rows = Object.entries(INPUTS).map(([title, make]) => {
    const text = make();
    const [hostile, ordinary] = [planOf(text), planOf(benign(Buffer.byteLength(text)))];
    const ratio = (of: (measured: Measurement) => number | undefined): string =>
      ((of(hostile) ?? NaN) / (of(ordinary) ?? NaN)).toFixed(2);
    return `| ${title} | ${Math.ceil(Buffer.byteLength(text) / 1000).toLocaleString('en')} kB | ${ratio((m) => m.cpu ?? m.wall)} | ${ratio((m) => m.memory)} |`;
  });
  return ['| `plan` of | size | CPU | peak memory |', '|---|---:|---:|---:|', ...rows];
}
