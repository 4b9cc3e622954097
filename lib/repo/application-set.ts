import { asObject, asObjects, asText, at, isPlainObject, type PlainObject } from '../kubernetes/plain';
import type { Described } from './descriptions';
import type { Surroundings } from './flux';
import { Generation, globOf, MOST_APPLICATIONS } from './generators';
import { matchesGlob } from './glob';
import { fill } from './set-template';

/** What an ApplicationSet makes, as far as the repository decides it. */
export interface Generated {
  readonly applications: readonly Described[];
  /** What decides about others. */
  readonly outside: readonly string[];
}

/** What the templates of one ApplicationSet may become together, in characters. */
const LONGEST_TEXT = 20_000_000;
/** How many globs its git generators may have. */
const MOST_GLOBS = 100;

/** The Applications of an ApplicationSet: list, git, cluster, matrix and merge generators. */
export function applicationsOf({ file, object, parent }: Described, around: Surroundings): Generated {
  const spec = asObject(object['spec']);
  const isGo = spec['goTemplate'] === true;
  const generation = new Generation(around, isGo);
  const { outside } = generation;
  const sets = asObjects(spec['generators']).flatMap((generator) => {
    const template = merge(spec['template'], at(generator[kindOf(generator)], 'template'));
    return generation.of(generator).map((parameters) => ({ parameters, template }));
  });
  if (spec['templatePatch'] !== undefined) outside.add('what `templatePatch` changes');
  const namespace = asText(at(object, 'metadata', 'namespace'));
  const isKept = at(spec, 'syncPolicy', 'preserveResourcesOnDeletion') === true;
  const length = Math.max(1, ...[...new Set(sets.map(({ template }) => template))].map(lengthOf));
  const most = Math.min(MOST_APPLICATIONS, Math.ceil(LONGEST_TEXT / length));
  const applications = sets.slice(0, most).flatMap(({ parameters, template: text }): Described[] => {
    const filled = fill(text, parameters, isGo);
    if (filled === undefined) {
      outside.add('a template that does more than insert values');
      return [];
    }
    const template = asObject(filled);
    const metadata = asObject(template['metadata']);
    const finalizers = isKept ? {} : { finalizers: ['resources-finalizer.argocd.argoproj.io'] };
    return [
      {
        file,
        ...(parent === undefined ? {} : { parent }),
        object: {
          ...template,
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata: { ...finalizers, ...metadata, ...(namespace === undefined ? {} : { namespace }) },
        },
      },
    ];
  });
  if (sets.length > most) outside.add(`more than ${most} Applications`);
  return { applications, outside: [...outside] };
}

function lengthOf(template: unknown): number {
  return JSON.stringify(template).length;
}

/** A generator has one key besides these. */
function kindOf(generator: PlainObject): string {
  return Object.keys(generator).find((key) => key !== 'selector' && key !== 'template') ?? '';
}

/** The template of a generator comes before that of the whole. */
function merge(whole: unknown, own: unknown): unknown {
  if (!isPlainObject(own)) return own === undefined || own === '' || own === 0 ? whole : own;
  const all: PlainObject = { ...asObject(whole) };
  for (const [key, value] of Object.entries(own)) all[key] = merge(all[key], value);
  return all;
}

/** The files that a git generator takes its values from: to be loaded before it is asked. */
export function generatorFiles({ object }: Described, paths: readonly string[]): readonly string[] {
  const globs = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isPlainObject(value)) {
      for (const each of asObjects(at(value, 'git', 'files'))) globs.add(globOf(each['path']));
      for (const key of ['matrix', 'merge']) walk(at(value, key, 'generators'));
    }
  };
  walk(at(object, 'spec', 'generators'));
  const known = [...globs].slice(0, MOST_GLOBS);
  return known.length === 0 ? [] : paths.filter((path) => known.some((glob) => matchesGlob(path, glob)));
}
