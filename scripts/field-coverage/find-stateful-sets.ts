import * as fs from 'node:fs';
import * as path from 'node:path';
import type { PlainObject } from '../../lib/kubernetes/plain';
import { splitDocuments } from '../../lib/manifests/documents';
import { isForeign, objectsOf } from '../../lib/manifests/objects';
import { parse } from '../../lib/manifests/parse';

/** A StatefulSet as somebody wrote it. */
export interface FoundStatefulSet {
  /** `file.yaml` or `file.yaml #2`, where a file has several. */
  readonly where: string;
  readonly manifest: PlainObject;
}

export interface Found {
  readonly statefulSets: readonly FoundStatefulSet[];
  /** What is no YAML, such as a template, or no object of Kubernetes, with the reason. */
  readonly unreadable: readonly string[];
}

/** Every StatefulSet of every YAML or JSON file in and below a folder, Lists included. */
export function findStatefulSets(folder: string): Found {
  const statefulSets: FoundStatefulSet[] = [];
  const unreadable: string[] = [];
  for (const file of filesOf(folder)) {
    const name = path.relative(folder, file);
    let count = 0;
    for (const manifest of objectsIn(file, (reason) => unreadable.push(`${path.dirname(name)}/${reason}`))) {
      if (manifest['kind'] !== 'StatefulSet') continue;
      count += 1;
      statefulSets.push({ where: count === 1 ? name : `${name} #${count}`, manifest });
    }
  }
  return { statefulSets, unreadable };
}

function filesOf(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** As the plan reads them, but that one broken document does not take the others of its file with it. */
function objectsIn(file: string, fail: (reason: string) => void): PlainObject[] {
  return splitDocuments(path.basename(file), fs.readFileSync(file, 'utf8')).flatMap((document) => {
    const { value, errors } = parse(document);
    const problems = [...errors];
    const objects = errors.length > 0 || isForeign(value) ? [] : objectsOf(document, value, problems);
    const [problem] = problems;
    if (problem !== undefined) fail(problem.split('\n')[0] ?? problem);
    return objects.map(({ manifest }) => ({ ...manifest }));
  });
}
