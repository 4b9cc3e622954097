import { joinOr, nearestNames } from '../../messages/nearest-names';
import { keyedPath } from '../../kubernetes/validation/keyed-path';
import { refusalsOfCreation, type Refusal } from '../../kubernetes/server/refusals';
import type { Problem, Report } from '../../messages/problem';
import type { Wire } from '../base/wire';
import { propOfField } from './prop-of-field';

/**
 * Whether the API server of the target would create the object, and the pods that come of it: the last check, by the rules that the
 * plan judges with. What the props can get wrong most easily has checks of its own, which say it in the words of the props.
 */
export function checkCreation(report: Report, manifest: Wire, appName: string, minor: number): void {
  for (const problem of problemsOf(manifest, appName, minor)) report(problem);
}

/** Manifests of a program are mostly alike, and judging one costs more than making it: each shape is judged once. */
const GOOD_SHAPES = new Set<string>();
const MOST_SHAPES = 2000;
const LONGEST_SHAPE = 20_000;

function problemsOf(manifest: Wire, appName: string, minor: number): readonly Problem[] {
  const shape = shapeOf(manifest, appName, minor);
  if (GOOD_SHAPES.has(shape)) return [];
  const refusals = refusalsOfCreation(manifest, minor);
  if (refusals.length === 0 && shape.length <= LONGEST_SHAPE) {
    if (GOOD_SHAPES.size >= MOST_SHAPES) GOOD_SHAPES.clear();
    GOOD_SHAPES.add(shape);
  }
  return refusals.map((refusal) => problemOf(refusal, manifest, minor));
}

/**
 * What manifests have in common that differ in nothing but the name of their app. Names of one length and of the same letters are
 * one to every rule. A name that could be a word of Kubernetes itself (`http`, `cpu`) stays in the shape.
 */
function shapeOf(manifest: Wire, appName: string, minor: number): string {
  const text = JSON.stringify(manifest);
  const isOwnWord = /^[a-z]+(-[a-z0-9]+)+$/.test(appName) && appName !== 'ephemeral-storage';
  return `${minor} ${appName.length} ${isOwnWord ? text.replaceAll(appName, '\0') : text}`;
}

function problemOf({ field, type, detail, value, later }: Refusal, manifest: Wire, minor: number): Problem {
  const { kind, metadata } = manifest as { kind?: unknown; metadata?: { name?: unknown } };
  const when = later ? ' when it creates pods or claims from it' : '';
  const reason = detail === '' ? type : `${type}: ${detail}`;
  return {
    code: 'manifest-rejected',
    prop: propOfField(kind, `${String(kind)} ${String(metadata?.name)}: ${keyedPath(manifest, field)}`, field),
    value: typeof value === 'object' ? undefined : value,
    message: `is rejected by the API server of Kubernetes 1.${minor}${when}: ${reason}`,
    remedy: remedyFor(value, detail),
  };
}

/** A resource that is misspelt is the one mistake of this kind for which there are names to choose from. */
function remedyFor(value: unknown, detail: string): string | undefined {
  if (typeof value !== 'string' || !detail.startsWith('must be a standard resource')) return undefined;
  const near = nearestNames(value, ['cpu', 'memory', 'ephemeral-storage']);
  return near.length === 0 ? undefined : `Write ${joinOr(near.map((name) => `\`${name}\``))}`;
}
