import { plural } from '../../messages/plural';
import type { Manifest } from '../../kubernetes/manifest';
import { nearestNames } from '../../messages/nearest-names';
import { UserError } from '../../messages/user-error';
import { refOf } from '../../plan/facts/identity';
import { worstImpact } from '../../plan/impact';
import type { ObjectRef } from '../../plan/types';
import type { PlanReport } from './run';

/**
 * The report about some objects only: `StatefulSet/web`, `StatefulSet/default/web`, or several with commas. The whole change is planned
 * all the same, and a note counts what is left out.
 *
 * @throws UserError for an object that is on neither side
 */
export function onlyOf({ clusters, notes }: PlanReport, only: string): PlanReport {
  const wanted = only.split(',').map((text) => wantedOf(text.trim()));
  const refs = clusters.flatMap(({ scene, verdict }) => [
    ...[...scene.before, ...scene.after].map((manifest: Manifest) => refOf(manifest)),
    ...verdict.plan.changes,
  ]);
  for (const each of wanted) {
    if (refs.some((ref) => each.fits(ref))) continue;
    const names = [...new Set(refs.map(({ kind, name }) => `${kind}/${name}`))];
    const near = nearestNames(each.text, names);
    throw new UserError(
      `--only ${each.text}: neither BEFORE nor AFTER has this object${near.length === 0 ? '' : `. Did you mean ${near.join(', ')}?`}`,
    );
  }
  const fits = (ref: ObjectRef): boolean => wanted.some((each) => each.fits(ref));
  const left = clusters.flatMap(({ verdict }) => verdict.plan.changes).filter((change) => !fits(change));
  const stopping = clusters.flatMap(({ verdict }) => verdict.failing).filter((change) => !fits(change));
  const note = `--only leaves out ${plural(left.length, 'other object')}${stopping.length === 0 ? '' : `, ${stopping.length} of which would stop the pipeline`}`;
  return {
    clusters: clusters.map((report) => {
      const { verdict } = report;
      const changes = verdict.plan.changes.filter(fits);
      const plan = { ...verdict.plan, changes, impact: worstImpact(changes.map(({ impact }) => impact)) };
      return { ...report, verdict: { ...verdict, plan, failing: verdict.failing.filter(fits) } };
    }),
    notes: left.length === 0 ? notes : [...notes, note],
  };
}

interface Wanted {
  readonly text: string;
  readonly fits: (ref: ObjectRef) => boolean;
}

function wantedOf(text: string): Wanted {
  const [kind = '', ...rest] = text.split('/');
  const [name = '', namespace] = [rest.at(-1), rest.length > 1 ? rest[0] : undefined];
  if (kind === '' || name === '' || rest.length > 2) {
    throw new UserError(`--only is '${text}'; write KIND/NAME or KIND/NAMESPACE/NAME, such as StatefulSet/web`);
  }
  return {
    text,
    fits: (ref) =>
      ref.kind.toLowerCase() === kind.toLowerCase() &&
      ref.name === name &&
      (namespace === undefined || ref.namespace === namespace),
  };
}
