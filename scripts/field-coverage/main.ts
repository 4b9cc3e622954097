/**
 * How much of real StatefulSets the props of StatefulWebApp express:
 *
 *   npm run coverage -- FOLDER [--verbose]
 *
 * Reads every manifest in and below the folder, writes each valid StatefulSet as props, synthesises these, and compares the two as an
 * API server would store them. See docs/maintainers/coverage.md.
 */
import * as fs from 'node:fs';
import { at, type PlainObject } from '../../lib/kubernetes/plain';
import { type Coverage, cover, faultsOf, TARGET } from './judge';
import { findStatefulSets } from './find-stateful-sets';

function main(): number {
  const [folder] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const verbose = process.argv.includes('--verbose');
  if (folder === undefined || !fs.existsSync(folder)) {
    process.stderr.write(`${folder === undefined ? 'No folder is given' : `${folder}: no such folder`}\n`);
    process.stderr.write('Usage: npm run coverage -- FOLDER [--verbose]\n');
    return 1;
  }
  const { statefulSets, unreadable } = findStatefulSets(folder);
  const lines: string[] = unreadable.map((file) => `unreadable ${file}`);
  const missing = new Map<string, Set<string>>();
  let valid = 0;
  let exact = 0;
  let withHatch = 0;
  for (const { where, manifest } of statefulSets) {
    const faults = faultsOf(manifest);
    if (faults.length > 0) {
      lines.push(`invalid ${where} (${nameOf(manifest)}): ${faults.slice(0, 3).join('; ')}`);
      continue;
    }
    valid += 1;
    const coverage = attempt(() => cover(manifest));
    const isWritten = coverage.refused.length === 0;
    if (isWritten) withHatch += 1;
    if (isWritten && coverage.patched.length === 0) exact += 1;
    if (verbose && (!isWritten || coverage.patched.length > 0)) {
      lines.push(`not exact ${where} (${nameOf(manifest)})`);
      lines.push(...coverage.refused.map((line) => `  refused: ${line}`));
      lines.push(...coverage.patched.map((path) => `  ${path}`));
    }
    const paths = [
      ...coverage.patched.map((path) => path.replace(/\/\d+(?=\/|$)/g, '/*')),
      ...coverage.refused.map((line) => `refused ${/\[[\w-]+\]$/.exec(line)?.[0] ?? line}`),
    ];
    for (const path of new Set(paths)) missing.set(path, (missing.get(path) ?? new Set()).add(where));
  }
  const frequencies = [...missing].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  lines.push(...frequencies.map(([path, where]) => `missing ${where.size} ${path}`));
  lines.push(`${statefulSets.length} StatefulSets, ${valid} of them valid for Kubernetes ${TARGET}`);
  lines.push(`exact ${exact} of ${valid}, with the escape hatch ${withHatch} of ${valid}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

/** A manifest that breaks the converter is one that is not covered, not the end of the count. */
function attempt(measure: () => Coverage): Coverage {
  try {
    return measure();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { patched: [], refused: [reason] };
  }
}

function nameOf(manifest: PlainObject): string {
  return String(at(manifest, 'metadata', 'name') ?? '(no name)');
}

process.exitCode = main();
