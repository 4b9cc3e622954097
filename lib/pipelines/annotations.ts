import type { Manifest } from '../kubernetes/manifest';
import { asObject, asText } from '../kubernetes/plain';

export function annotationOf({ metadata }: Manifest, key: string): string | undefined {
  return asText(asObject(metadata.annotations)[key]);
}

/** A switch that may stand in the annotations or the labels. */
export function markOf(object: Manifest, key: string): string | undefined {
  return annotationOf(object, key) ?? asText(asObject(object.metadata.labels)[key]);
}

/** The words of a list with commas. */
export function wordsOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
