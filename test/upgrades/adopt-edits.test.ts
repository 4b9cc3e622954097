import * as fs from 'node:fs';
import * as path from 'node:path';
import { ListCode, Literal, MapCode } from '../../lib/adopt/code/code';
import { emit } from '../../lib/adopt/fit/emit';
import type { Manifest } from '../../lib/kubernetes/manifest';
import { deepEqual, isPlainObject } from '../../lib/kubernetes/plain';
import { UserError } from '../../lib/messages/user-error';
import { plan } from '../../lib/plan';
import { keyOf } from '../../lib/plan/facts/identity';
import { adopted } from '../adopt/support';

const CORPUS = path.join(__dirname, '../../../shared/corpus');

/** As many files as take half a minute, spread over the corpus. */
const files = fs
  .readdirSync(CORPUS)
  .filter((name) => name.endsWith('.yaml'))
  .filter((_, index) => index % 5 === 0);

interface App {
  readonly name: string;
  readonly props: MapCode;
  readonly namespace: string | undefined;
}

const apps: App[] = files.flatMap((file) => {
  try {
    const adoption = adopted(fs.readFileSync(path.join(CORPUS, file), 'utf8'));
    return adoption.apps.flatMap(({ name, props: [props] }) => {
      const set = adoption.objects.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === name);
      return props === undefined ? [] : [{ name: `${file} ${name}`, props, namespace: set?.metadata.namespace }];
    });
  } catch (error) {
    // What plan cannot read, such as a template, adopt cannot read either.
    if (error instanceof UserError) return [];
    throw error;
  }
});

/** The paths that differ between what an app writes before and after its author changed it, and the objects that the plan names. */
function changeOf(
  { props, namespace }: App,
  edited: MapCode,
): { paths: string[]; planned: string[]; errors: readonly string[] } {
  const target = namespace === undefined ? {} : { namespace };
  const [before, after] = [emit(props, target), emit(edited, target)];
  const key = (object: Manifest): string => keyOf(object);
  const old = new Map(before.objects.map((object) => [key(object), object]));
  return {
    errors: after.errors,
    paths: [
      ...after.objects.flatMap((object) => pathsOf(old.get(key(object)), object, object.kind)),
      ...before.objects
        .filter((object) => !after.objects.some((each) => key(each) === key(object)))
        .map(({ kind }) => `${kind} gone`),
    ],
    planned: [...new Set(plan(before.objects, after.objects, { kubernetes: '1.37' }).changes.map(({ kind }) => kind))],
  };
}

function pathsOf(before: unknown, after: unknown, where: string): string[] {
  if (deepEqual(before, after)) return [];
  if (before === undefined) return [`${where} new`];
  if (Array.isArray(before) && Array.isArray(after))
    return after.flatMap((item, index) => pathsOf(before[index], item, `${where}.${index}`));
  if (!isPlainObject(before) || !isPlainObject(after)) return [where];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    pathsOf(before[name], after[name], `${where}.${name}`),
  );
}

test('another image is the one change of the pod template', () => {
  expect(apps.length).toBeGreaterThan(25);
  for (const app of apps) {
    const { paths, planned } = changeOf(app, app.props.with('image', new Literal('example/other:2')));
    expect([app.name, paths, planned]).toEqual([
      app.name,
      ['StatefulSet.spec.template.spec.containers.0.image'],
      ['StatefulSet'],
    ]);
  }
});

test('another number of replicas is the one change', () => {
  for (const app of apps.filter(({ props }) => props.get('autoscaling') === undefined)) {
    const { paths, planned } = changeOf(app, app.props.with('replicas', new Literal(7)));
    expect([app.name, paths.filter((each) => each !== 'Service new'), planned[0]]).toEqual([
      app.name,
      ['StatefulSet.spec.replicas'],
      'StatefulSet',
    ]);
  }
});

test('a grown claim is written, and nothing else changes', () => {
  let grown = 0;
  for (const app of apps) {
    const claims = app.props.get('claims');
    const [first, ...others] = claims instanceof ListCode ? claims.items : [];
    const replicas = app.props.get('replicas');
    if (!(first instanceof MapCode) || (replicas instanceof Literal && replicas.value === 0)) continue;
    const larger = first.with('grownTo', new Literal('90Ti'));
    const { paths, planned, errors } = changeOf(app, app.props.with('claims', new ListCode([larger, ...others])));
    // A class that cannot expand, or a block device without one, is refused by its own message.
    if (errors.length > 0) continue;
    grown += 1;
    expect([app.name, [...new Set(paths)], planned]).toEqual([
      app.name,
      ['PersistentVolumeClaim new'],
      ['PersistentVolumeClaim'],
    ]);
  }
  expect(grown).toBeGreaterThan(10);
});
