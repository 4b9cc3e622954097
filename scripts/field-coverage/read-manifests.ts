import * as fs from 'node:fs';
import * as path from 'node:path';
import { asList, isPlainObject, type PlainObject } from '../../lib/kubernetes/plain';
import { splitDocuments } from '../../lib/manifests/documents';
import { parse } from '../../lib/manifests/parse';

/** A StatefulSet as somebody wrote it. */
export interface FoundStatefulSet {
  /** `file.yaml` or `file.yaml #2`, where a file has several. */
  readonly where: string;
  readonly manifest: PlainObject;
}

export interface Found {
  readonly statefulSets: readonly FoundStatefulSet[];
  /** Files that are no YAML, such as templates, with the reason. */
  readonly unreadable: readonly string[];
}

/** Every StatefulSet of every YAML or JSON file in and below a folder, Lists included. */
export function readManifests(folder: string): Found {
  const statefulSets: FoundStatefulSet[] = [];
  const unreadable: string[] = [];
  for (const file of filesOf(folder)) {
    const name = path.relative(folder, file);
    let count = 0;
    for (const document of documentsOf(file, (reason) => unreadable.push(`${path.dirname(name)}/${reason}`))) {
      for (const manifest of itemsOf(document)) {
        if (manifest['kind'] !== 'StatefulSet') continue;
        count += 1;
        statefulSets.push({ where: count === 1 ? name : `${name} #${count}`, manifest });
      }
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

/** As kubectl reads them. One broken document does not take the others of its file with it. */
function documentsOf(file: string, fail: (reason: string) => void): unknown[] {
  return splitDocuments(path.basename(file), fs.readFileSync(file, 'utf8')).flatMap((document) => {
    const { value, errors } = parse(document);
    const [error] = errors;
    if (error === undefined) return [value];
    fail(error.split('\n')[0] ?? error);
    return [];
  });
}

function itemsOf(document: unknown): PlainObject[] {
  if (!isPlainObject(document)) return [];
  const kind = document['kind'];
  return typeof kind === 'string' && kind.endsWith('List')
    ? asList(document['items'])
        .filter(isPlainObject)
        .map((item) =>
          kind === 'List' ? item : { apiVersion: document['apiVersion'], kind: kind.slice(0, -4), ...item },
        )
    : [document];
}
