import { resolve } from 'node:path';
import { Budget } from '../../sources/budget';
import { MissingInRevision, gitSource } from '../../sources/git';
import { splitDocuments, type Document } from '../../manifests/documents';
import { isPlainObject } from '../../kubernetes/plain';
import { flawText, parse } from '../../manifests/parse';
import { placeOfPath, type Path } from '../../manifests/place';
import { listed } from '../../manifests/read';
import { unreadable } from '../../sources/unreadable';
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

/** Whether two entries accept the same, for the same reason and equally long. */
export function isSameEntry(a: Acknowledgement, b: Acknowledgement): boolean {
  return FIELDS.every((field) => a[field] === b[field]);
}

const FIELDS = ['code', 'object', 'path', 'cluster', 'reason', 'expires'] as const;
const OPTIONAL: ReadonlySet<string> = new Set(['path', 'cluster']);

/**
 * The entries below `acknowledgements:` of a YAML file.
 *
 * @throws UserError for a file that is not one, with the line; an entry without a reason or an expiry is none.
 */
export function parseAcknowledgements({ name, text }: AcknowledgementFile): Acknowledgement[] {
  const [document] = splitDocuments(name, text);
  if (document === undefined) {
    return [];
  }
  const { value, errors, flaws } = parse(document);
  if (errors.length + flaws.length > 0) {
    throw new UserError(listed([...errors, ...flaws.map(flawText)]));
  }
  const entries = isPlainObject(value) && Object.keys(value).length === 1 ? value['acknowledgements'] : undefined;
  // A list whose last entry was removed is still one.
  if (value !== null && entries !== null && !Array.isArray(entries)) {
    throw new UserError(`${name}: write a list under the one key 'acknowledgements', each with ${FIELDS.join(', ')}`);
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
      .map((key) => `unknown key '${key}'; an acknowledgement has ${FIELDS.join(', ')}`),
    ...FIELDS.filter((field) => !OPTIONAL.has(field) || field in entry).flatMap((field) =>
      typeof entry[field] === 'string' && entry[field].trim() !== '' ? [] : [`'${field}' is missing or not text`],
    ),
    ...(typeof entry['expires'] === 'string' && !isDay(entry['expires'])
      ? [`'expires' is '${entry['expires']}', not a date such as 2026-12-31`]
      : []),
  ];
  wrong.push(...problems.map((problem) => `${place}: ${problem}`));
  return problems.length > 0 ? [] : [{ ...(entry as unknown as Acknowledgement), place }];
}

function isDay(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export interface AcknowledgementFile {
  readonly name: string;
  readonly text: string;
}

/** There is no such file. */
export class MissingFile extends UserError {}

/**
 * Reads a file, or one of a commit: `git:REV:PATH`.
 *
 * @throws MissingFile where there is none; UserError where it cannot be read
 */
export async function readAcknowledgementFile(source: string, cwd: string): Promise<AcknowledgementFile> {
  const what = `the file of acknowledgements '${source}'`;
  if (!source.startsWith('git:')) {
    const path = resolve(cwd, source);
    const bytes = await new Budget().readFile(path, source, true).catch((error: NodeJS.ErrnoException) => {
      const reason = unreadable(what, path, error);
      throw error.code === 'ENOENT' ? new MissingFile(reason.message) : reason;
    });
    return { name: source, text: decodeText(bytes, source) };
  }
  const found = await gitSource(source, cwd, new Budget()).catch((error: unknown) => {
    throw error instanceof MissingInRevision ? new MissingFile(error.message) : error;
  });
  if ('tree' in found) {
    throw new UserError(`${what} is not a file in that commit`);
  }
  return { name: found.name, text: decodeText(found.bytes, found.name) };
}
