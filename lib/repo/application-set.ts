import { asList, asObject, asObjects, asText, at, copy, isPlainObject, type PlainObject } from '../kubernetes/plain';
import type { Described } from './descriptions';
import { documentsOf } from './files';
import type { Surroundings } from './flux';
import { matchesGlob } from './glob';
import { insidePath } from './unit';

/** What an ApplicationSet makes, as far as the repository decides it. */
export interface Generated {
  readonly applications: readonly Described[];
  /** What decides about others. */
  readonly outside: readonly string[];
}

/** The values of one application, by the names that the template knows them by. */
type Parameters = PlainObject;

/** More than anybody means; a pull request of a stranger may ask for any number. */
const MOST_APPLICATIONS = 1000;

/** The Applications of an ApplicationSet: list, git, cluster, matrix and merge generators. */
export function applicationsOf({ file, object, parent }: Described, around: Surroundings): Generated {
  const spec = asObject(object['spec']);
  const outside: string[] = [];
  const isGo = spec['goTemplate'] === true;
  const sets = asObjects(spec['generators']).flatMap((generator) => generate(generator, around, outside, isGo));
  const namespace = asText(at(object, 'metadata', 'namespace'));
  const isKept = at(spec, 'syncPolicy', 'preserveResourcesOnDeletion') === true;
  const applications = sets.slice(0, MOST_APPLICATIONS).flatMap((parameters): Described[] => {
    const filled = fill(asObject(spec['template']), parameters, isGo);
    if (filled === undefined) {
      outside.push('a template that does more than insert values');
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
  if (sets.length > MOST_APPLICATIONS) outside.push(`more than ${MOST_APPLICATIONS} Applications`);
  return { applications, outside: [...new Set(outside)] };
}

function generate(generator: PlainObject, around: Surroundings, outside: string[], isGo: boolean): Parameters[] {
  const own = generator['list'] ?? generator['git'] ?? generator['clusters'];
  const values = asObject(at(own, 'values'));
  const withValues = (parameters: Parameters): Parameters =>
    Object.keys(values).length === 0 ? parameters : { ...parameters, values: fill(values, parameters, isGo) ?? values };
  if (isPlainObject(generator['list'])) {
    const { elements, elementsYaml } = generator['list'];
    if (elementsYaml !== undefined) outside.push('elementsYaml of a list generator');
    return asObjects(elements).map(withValues);
  }
  if (isPlainObject(generator['git'])) return gitParameters(generator['git'], around, outside, isGo).map(withValues);
  if (generator['clusters'] !== undefined)
    return clusterParameters(asObject(generator['clusters']), around, outside).map(withValues);
  if (isPlainObject(generator['matrix'])) {
    const [first, second] = asObjects(generator['matrix']['generators']);
    const left = first === undefined ? [] : generate(first, around, outside, isGo);
    let room = MOST_APPLICATIONS + 1;
    return left.slice(0, MOST_APPLICATIONS).flatMap((each) => {
      if (room <= 0) return [];
      // The second may use what the first gives.
      const filled = second === undefined ? undefined : fill(second, each, isGo);
      const others = isPlainObject(filled) ? generate(filled, around, outside, isGo).slice(0, room) : [];
      room -= others.length;
      return others.map((other) => ({ ...each, ...other }));
    });
  }
  if (isPlainObject(generator['merge'])) {
    const keys = asList(generator['merge']['mergeKeys']).map(String);
    const [base = [], ...others] = asObjects(generator['merge']['generators']).map((each) =>
      generate(each, around, outside, isGo),
    );
    return base.map((each) =>
      others
        .flat()
        .filter((other) => keys.every((key) => valueAt(other, key) === valueAt(each, key)))
        .reduce<Parameters>((all, other) => ({ ...all, ...other }), each),
    );
  }
  const [kind = 'an unknown'] = Object.keys(generator).filter((key) => key !== 'selector' && key !== 'template');
  outside.push(`the ${kind} generator`);
  return [];
}

function gitParameters(git: PlainObject, around: Surroundings, outside: string[], isGo: boolean): Parameters[] {
  const url = asText(git['repoURL']) ?? '';
  if (!around.isOwn(url)) {
    outside.push(`the git generator of ${url}`);
    return [];
  }
  const { files } = around;
  const entries = asObjects(git['directories'] ?? git['files']);
  const wanted = (path: string): boolean =>
    entries.some((each) => each['exclude'] !== true && matchesGlob(path, String(each['path']))) &&
    !entries.some((each) => each['exclude'] === true && matchesGlob(path, String(each['path'])));
  const prefix = asText(git['pathParamPrefix']);
  const named = (parameters: Parameters): Parameters =>
    prefix === undefined || prefix === '' ? parameters : { [prefix]: { path: parameters['path'] } };
  if (git['directories'] !== undefined) {
    return files.allFolders
      .filter((folder) => folder !== '' && !folder.split('/').some((step) => step.startsWith('.')) && wanted(folder))
      .map((folder) => named({ path: pathParameters(folder, isGo) }));
  }
  return files.paths.filter(wanted).flatMap((path) =>
    (files.isLoaded(path) ? documentsOf(files.text(path), path) : []).map((content) => {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      return {
        ...content,
        ...named({ path: { ...pathParameters(folder, isGo), filename: path.slice(folder.length + 1) } }),
      };
    }),
  );
}

function pathParameters(folder: string, isGo: boolean): PlainObject {
  const segments = folder.split('/');
  const basename = segments.at(-1) ?? '';
  const normalized = basename.replace(/[^a-zA-Z\d-]/g, '-').toLowerCase();
  return isGo
    ? { path: folder, basename, basenameNormalized: normalized, segments }
    : {
        '': folder,
        basename,
        basenameNormalized: normalized,
        ...Object.fromEntries(segments.map((each, index) => [index, each])),
        segments,
      };
}

/** Clusters are Secrets of Argo CD, which are in few repositories. That on which it runs is always there. */
function clusterParameters(clusters: PlainObject, { descriptions }: Surroundings, outside: string[]): Parameters[] {
  const wanted = Object.entries(asObject(at(clusters, 'selector', 'matchLabels')));
  const known = descriptions.clusterSecrets.map((secret) => ({
    name: asText(at(secret, 'stringData', 'name')) ?? asText(at(secret, 'metadata', 'name')) ?? '',
    server: asText(at(secret, 'stringData', 'server')) ?? '',
    metadata: {
      labels: asObject(at(secret, 'metadata', 'labels')),
      annotations: asObject(at(secret, 'metadata', 'annotations')),
    },
  }));
  const found = known.filter(({ metadata }) => wanted.every(([key, value]) => metadata.labels[key] === value));
  outside.push('clusters that are registered with Argo CD and not in this repository');
  if (found.length > 0) return found;
  return [
    {
      name: 'in-cluster',
      server: 'https://kubernetes.default.svc',
      nameNormalized: 'in-cluster',
      metadata: { labels: {}, annotations: {} },
    },
  ];
}

/** A template with its values; undefined where it does more than put them in. */
function fill(template: unknown, parameters: Parameters, isGo: boolean): unknown {
  let isKnown = true;
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/\{\{([^{}]*)\}\}/g, (whole, inside: string) => {
        const expression = inside.trim().replace(/^-|-$/g, '').trim();
        const text = evaluate(expression, parameters, isGo);
        if (text === undefined) {
          // An unknown name stays as it stands, and only Go's templates can do more.
          if (isGo || !/^[\w.[\]-]+$/.test(expression)) isKnown = false;
          return whole;
        }
        return text;
      });
    }
    if (Array.isArray(value)) return value.map(walk);
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [String(walk(key)), walk(each)]));
  };
  const filled = walk(copy(template));
  return isKnown ? filled : undefined;
}

function evaluate(expression: string, parameters: Parameters, isGo: boolean): string | undefined {
  if (!isGo) return shown(valueAt(parameters, expression));
  const [, name, segments] = /^(?:\.([\w.]+)|index\s+\.path\.segments\s+(\d+))$/.exec(expression) ?? [];
  if (segments !== undefined) {
    const all = at(parameters, 'path', 'segments');
    return Array.isArray(all) ? shown(all[Number(segments)]) : undefined;
  }
  return name === undefined ? undefined : shown(at(parameters, ...name.split('.')));
}

/** `path.basename`, `path[0]`, `path`, `cluster.name`, or a key with dots in it. */
function valueAt(parameters: Parameters, expression: string): unknown {
  if (Object.hasOwn(parameters, expression) && !isPlainObject(parameters[expression])) return parameters[expression];
  const steps = expression.replace(/\[(\d+)\]/g, '.$1').split('.');
  const found = at(parameters, ...steps);
  return isPlainObject(found) ? found[''] : found;
}

function shown(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** The files that a git generator takes its values from: to be loaded before it is asked. */
export function generatorFiles({ object }: Described, paths: readonly string[]): readonly string[] {
  const globs: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isPlainObject(value)) {
      for (const each of asObjects(at(value, 'git', 'files'))) globs.push(String(each['path']));
      for (const key of ['matrix', 'merge']) walk(at(value, key, 'generators'));
    }
  };
  walk(at(object, 'spec', 'generators'));
  return globs.length === 0
    ? []
    : paths.filter((path) => globs.some((glob) => matchesGlob(path, insidePath(glob) ?? glob)));
}
