import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments, type Tags } from 'yaml';
import { asList, asObject, isPlainObject, type PlainObject } from '../../lib/kubernetes/plain';

/** kubectl reads YAML 1.1, where 0755 is octal and `on` is true, but neither dates nor sexagesimal numbers. */
const KUBECTL_YAML = {
  version: '1.1',
  merge: true,
  logLevel: 'silent',
  uniqueKeys: false,
  customTags: (tags: Tags): Tags =>
    tags.filter(
      (tag) =>
        typeof tag === 'string' || (!('format' in tag && tag.format === 'TIME') && !tag.tag.endsWith('timestamp')),
    ),
} as const;

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
    for (const document of documentsOf(file, (reason) => unreadable.push(`${name}: ${reason}`))) {
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

/** One broken document does not take the others of its file with it. */
function documentsOf(file: string, fail: (reason: string) => void): unknown[] {
  const text = fs.readFileSync(file, 'utf8');
  try {
    return parseAllDocuments(text, KUBECTL_YAML).flatMap((document) => {
      if (document.errors.length > 0) {
        fail(document.errors[0]?.message.split('\n')[0] ?? 'no YAML');
        return [];
      }
      return [document.toJS() as unknown];
    });
  } catch (error) {
    fail(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    return [];
  }
}

function itemsOf(document: unknown): PlainObject[] {
  if (!isPlainObject(document)) return [];
  const kind = document['kind'];
  return typeof kind === 'string' && kind.endsWith('List')
    ? asList(document['items'])
        .filter(isPlainObject)
        .map((item) => ({ kind: kind === 'List' ? undefined : kind.slice(0, -4), ...asObject(item) }))
    : [document];
}
