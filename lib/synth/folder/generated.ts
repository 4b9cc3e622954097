import * as fs from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { writeYaml } from '../yaml-writer';

/**
 * Whether a file that no record lists says what it says exactly as the writer would: then cdk8s wrote it, before this
 * library did, and nothing of it is lost when it is written again. A comment, another order or another style is a
 * person's.
 */
export function isGenerated(file: string): boolean {
  const text = fs.readFileSync(file, 'utf8');
  try {
    const documents = parseAllDocuments(text, { version: '1.1' });
    return Array.isArray(documents) && writeYaml(documents.map((document) => document.toJS() as unknown)) === text;
  } catch {
    return false;
  }
}
