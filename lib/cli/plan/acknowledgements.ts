import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { splitDocuments, type Document } from '../../manifests/documents';
import { isPlainObject } from '../../kubernetes/plain';
import { parse } from '../../manifests/parse';
import { placeOfPath, type Path } from '../../manifests/place';
import { listed } from '../../manifests/read';
import { unreadable } from '../../sources/source';
import type { Finding, Plan } from '../../plan/types';
import { decodeText } from '../../messages/text';
import { UserError } from '../../messages/user-error';

/** A danger that the team has accepted, for a reason and until a day. */
export interface Acknowledgement {
  readonly code: string;
  /** `StatefulSet default/web`. */
  readonly object: string;
  /** Every path of the object, where absent. */
  readonly path?: string;
  /** The folder of one cluster; each cluster of the plan, where absent. */
  readonly cluster?: string;
  readonly reason: string;
  /** The last day on which it counts: `2026-12-31`. */
  readonly expires: string;
  /** Where it stands, for messages. */
  readonly place: string;
}

const FIELDS = ['code', 'object', 'path', 'cluster', 'reason', 'expires'] as const;
const OPTIONAL: ReadonlySet<string> = new Set(['path', 'cluster']);

/**
 * Reads `acknowledgements:` of a YAML file.
 *
 * @throws UserError for a file that is not one, with the line; an entry without a reason or an expiry is none.
 */
export async function readAcknowledgements(file: string, cwd: string): Promise<Acknowledgement[]> {
  let bytes: Buffer;
  try {
    bytes = await readFile(resolve(cwd, file));
  } catch (error) {
    throw unreadable(`the file of acknowledgements '${file}'`, resolve(cwd, file), error);
  }
  const [document] = splitDocuments(file, decodeText(bytes, file));
  if (document === undefined) {
    return [];
  }
  const { value, errors, flaws } = parse(document);
  if (errors.length + flaws.length > 0) {
    throw new UserError(listed([...errors, ...flaws]));
  }
  const entries = isPlainObject(value) && Object.keys(value).length === 1 ? value['acknowledgements'] : undefined;
  if (value !== null && !Array.isArray(entries)) {
    throw new UserError(`${file}: write a list under the one key 'acknowledgements', each with ${FIELDS.join(', ')}`);
  }
  const wrong: string[] = [];
  const result = ((entries ?? []) as unknown[]).flatMap((entry, index) =>
    read(entry, ['acknowledgements', index], document, wrong),
  );
  if (wrong.length > 0) {
    throw new UserError(listed(wrong));
  }
  return result;
}

function read(entry: unknown, path: Path, document: Document, wrong: string[]): Acknowledgement[] {
  const place = placeOfPath(document, path);
  if (!isPlainObject(entry)) {
    wrong.push(`${place}: an acknowledgement is a map with ${FIELDS.join(', ')}`);
    return [];
  }
  const problems = [
    ...Object.keys(entry)
      .filter((key) => !FIELDS.some((field) => field === key))
      .map((key) => `there is no '${key}'; an acknowledgement has ${FIELDS.join(', ')}`),
    ...FIELDS.filter((field) => !OPTIONAL.has(field) || field in entry).flatMap((field) =>
      typeof entry[field] === 'string' && entry[field].trim() !== '' ? [] : [`'${field}' is missing or not text`],
    ),
    ...(typeof entry['expires'] === 'string' && !isDay(entry['expires'])
      ? [`'expires' is '${entry['expires']}', not a day such as 2026-12-31`]
      : []),
  ];
  wrong.push(...problems.map((problem) => `${place}: ${problem}`));
  return problems.length > 0 ? [] : [{ ...(entry as unknown as Acknowledgement), place }];
}

function isDay(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Which findings are accepted, and what is to be told about the list itself. */
export interface Accepted {
  readonly of: ReadonlyMap<Finding, Acknowledgement>;
  readonly notes: readonly string[];
}

/** Matches acknowledgements with the findings of plans. One that has expired accepts nothing any more. */
export function acknowledge(
  plans: readonly { readonly plan: Plan; readonly cluster?: string | undefined }[],
  list: readonly Acknowledgement[],
  today: Date,
): Accepted {
  const of = new Map<Finding, Acknowledgement>();
  const notes: string[] = [];
  const day = today.toISOString().slice(0, 10);
  for (const entry of list) {
    const matches = plans
      .filter(({ cluster }) => entry.cluster === undefined || entry.cluster === cluster)
      .flatMap(({ plan }) => plan.changes)
      .filter((change) => change.object === entry.object)
      .flatMap((change) => change.findings)
      .filter((finding) => finding.code === entry.code && (entry.path === undefined || entry.path === finding.path));
    const what = `${entry.place}: the acknowledgement of ${entry.code} for ${entry.object}`;
    if (matches.length === 0) {
      notes.push(`${what} matches nothing in this plan. Remove it once its change is through`);
    } else if (entry.expires < day) {
      notes.push(
        `${what} expired on ${entry.expires} and no longer counts. Decide again: remove it, or give it a new day`,
      );
    } else {
      matches.forEach((finding) => of.set(finding, entry));
    }
  }
  return { of, notes };
}
