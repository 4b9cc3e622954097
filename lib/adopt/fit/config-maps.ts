import type { Manifest } from '../../kubernetes/manifest';
import { isPlainObject } from '../../kubernetes/plain';
import { type Code, FilesCode, type MapCode, mapOf } from '../code/code';
import { ownMetadata, withOneMore } from './candidate';

/** A ConfigMap that the pods need. One with binary data is no text of a program. */
export function withConfigMap(
  props: MapCode,
  map: Manifest,
  folderOf: ((map: Manifest) => string) | undefined,
): MapCode | undefined {
  const { data, binaryData, immutable, metadata } = map as Manifest & Readonly<Record<string, unknown>>;
  if (!isPlainObject(data) || binaryData !== undefined || !isTexts(data)) return undefined;
  const contents: Code = folderOf && areFiles(data) ? new FilesCode(folderOf(map), data) : mapOf(data);
  return withOneMore(
    props,
    'configMaps',
    mapOf({ name: metadata.name, data: contents, immutable, ...ownMetadata(props, map) }),
  );
}

function isTexts(data: Readonly<Record<string, unknown>>): data is Readonly<Record<string, string>> {
  return Object.values(data).every((text) => typeof text === 'string');
}

/** Settings of one line stand in the code, texts of several lines in files. A file must give back what was written into it. */
function areFiles(data: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(data);
  const texts = Object.values(data);
  return (
    texts.some((text) => text.trimEnd().includes('\n')) &&
    names.every((name) => /^[\w-][\w.-]*$/.test(name)) &&
    new Set(names.map((name) => name.toLowerCase())).size === names.length &&
    texts.every((text) => !/\r|\p{Surrogate}/u.test(text))
  );
}
