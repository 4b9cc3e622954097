import type { AdoptedEnvironment } from '../../adopt/adopt';
import type { KubernetesVersion } from '../../kubernetes/versions';
import type { Manifest } from '../../kubernetes/manifest';
import { withoutNulls } from '../../adopt/fit/stored';
import { groupOf } from '../../kubernetes/object-kind';
import type { LocatedObject } from '../../manifests/objects';
import { manifestsOf } from '../../manifests/read';
import { Secrets } from '../../manifests/secrets/hide';
import { shownPlan } from '../../manifests/secrets/shown-plan';
import { prepareSides } from '../../manifests/sides';
import type { SourceFile } from '../../manifests/source-file';
import { keyOf } from '../../plan/facts/identity';
import { writeYaml } from '../../synth/yaml-writer';
import type { Engine } from '../plan/engine';
import type { PlanOptions } from '../plan/options';
import type { ClusterReport } from '../plan/run';
import { judge, rank } from '../plan/verdict';

/** What the program would do to what it was written from. */
export interface Proof {
  readonly report: ClusterReport;
  readonly notes: readonly string[];
  /** Something would happen to it that is worse than an update. */
  readonly isWorse: boolean;
}

/** Plans what the program writes against what was there, without what stays outside of both. */
export function proof(
  files: readonly SourceFile[],
  { name, objects, sorted, moved }: AdoptedEnvironment,
  options: PlanOptions & { readonly kubernetes: KubernetesVersion },
  engine: Engine,
): Proof {
  const secrets = new Secrets();
  const cache = new Map<never, never>();
  const outside = new Set([...sorted.secrets, ...sorted.made].map(keyOf));
  const found = manifestsOf(files, cache, secrets);
  const before = {
    ...found,
    objects: found.objects.filter(({ manifest }) => !outside.has(keyOf(manifest))).map(withoutIdleNulls),
  };
  const after = manifestsOf([programFile(objects)], cache, secrets);
  const { kubernetes, apply, pipeline, namespace } = options;
  const sides = prepareSides(before, after, {
    kubernetes,
    apply,
    validate: 'warn',
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(namespace === undefined ? {} : { namespace }),
  });
  const plan = shownPlan(
    engine(sides.before, sides.after, {
      kubernetes,
      apply,
      facts: sides.facts,
      ...(pipeline === undefined ? {} : { pipeline }),
    }),
  );
  const verdict = judge(plan, { of: new Map(), notes: [] }, 'never');
  return {
    report: {
      ...(name === undefined ? {} : { cluster: name }),
      verdict,
      scene: { before: sides.before, after: sides.after, facts: sides.facts },
    },
    notes: sides.notes,
    // Whoever has passwords moved accepts that the pods restart.
    isWorse: rank(plan.impact) > rank(moved.length > 0 ? 'restart' : 'update'),
  };
}

/** The program writes no nulls. In custom resources one may mean something. */
function withoutIdleNulls<T extends LocatedObject>(object: T): T {
  const isBuiltIn = /^[a-z]*$|\.k8s\.io$/.test(groupOf(object.manifest));
  return isBuiltIn ? { ...object, manifest: withoutNulls(object.manifest) as Manifest } : object;
}

function programFile(objects: readonly Manifest[]): SourceFile {
  return { name: 'what the program writes', path: '', text: writeYaml(objects, true), named: true };
}
