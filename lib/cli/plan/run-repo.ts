import { withoutMarks } from '../../manifests/secrets/marks';
import { shownPlan } from '../../manifests/secrets/shown-plan';
import { UserError } from '../../messages/user-error';
import { compareRevisions } from '../../repo/compare';
import { withRepository } from '../../sources/repository';
import type { SourceIo } from '../../sources/source';
import { acknowledge } from './accept';
import { readAcknowledgements } from './acknowledgements';
import { betweenUnits } from './between-units';
import { joinFacts, readClusters } from './cluster';
import type { Engine } from './engine';
import type { PlanOptions } from './options';
import { releaseBytes } from './release-size';
import type { PlanReport } from './run';
import { UnitReader } from './unit-sides';
import { unitName } from './unit-title';
import { judge, worstFirst } from './verdict';
import { plural } from './words';

/** The two revisions, as the user names them. */
export interface RepoRequest extends PlanOptions {
  readonly before?: string;
  readonly after?: string;
}

/** Plans all units of a repository that a change touches. Nothing that it gives or throws holds a secret value. */
export async function runRepoPlan(
  request: RepoRequest,
  engine: Engine,
  io: SourceIo,
  today: Date,
): Promise<PlanReport> {
  try {
    return await planned(request, engine, io, today);
  } catch (error) {
    if (error instanceof UserError) error.message = withoutMarks(error.message);
    throw error;
  }
}

async function planned(request: RepoRequest, engine: Engine, io: SourceIo, today: Date): Promise<PlanReport> {
  const described = request.cluster === undefined ? undefined : await readClusters(request.cluster, io);
  return withRepository(request, io.cwd, async (repository) => {
    const acknowledgements =
      request.acknowledge === undefined
        ? { entries: [], notes: [] }
        : await readAcknowledgements(request.acknowledge, `git:${repository.base}:.`, io.cwd, today);
    const comparison = await compareRevisions(repository);
    const reader = new UnitReader(comparison, request, described);
    const sides = [];
    // One after the other: a build takes memory, and shares the time that all have.
    for (const change of comparison.touched) sides.push(await reader.sidesOf(change));
    const plans = betweenUnits(sides, comparison.describes).map((each) => {
      const { unit } = each;
      const facts = joinFacts(described?.describe(unit.cluster, described.names.length > 0).facts ?? {});
      const options = {
        ...(each.isKnown ? { kubernetes: each.kubernetes } : {}),
        ...(request.from === undefined ? {} : { from: request.from }),
        ...(unit.pipeline === undefined ? {} : { pipeline: unit.pipeline }),
        ...(unit.pipeline === 'helm' ? { releaseBytes: releaseBytes(each.afterFiles) } : {}),
        apply: unit.apply,
        facts,
        ...(each.doubts.length === 0 ? {} : { doubts: each.doubts }),
        ...(each.facts.length === 0 ? {} : { units: each.facts }),
      };
      const plan = shownPlan(reader.variables.show(engine(each.before, each.after, options)));
      return { cluster: unitName(unit), scene: { before: each.before, after: each.after, facts }, plan, unit };
    });
    const shown = worstFirst(plans.map((each) => ({ ...each, impact: each.plan.impact })));
    const accepted = acknowledge(shown, acknowledgements.entries, today);
    const units = shown.filter(({ plan }) => plan.changes.length > 0);
    const left = reader.foreign.size;
    const notes = [
      `${repository.title}: ${plural(comparison.count, 'unit')}, of which this change touches ${comparison.touched.length}`,
      ...(left === 0 ? [] : [`${plural(left, 'file')} of YAML or JSON left out: no object of Kubernetes is in there`]),
      ...comparison.notes,
      ...reader.notes,
      ...acknowledgements.notes,
      ...accepted.notes,
    ];
    return {
      clusters: units.map(({ cluster, scene, plan, unit }) => ({
        cluster,
        unit,
        verdict: judge(plan, accepted, request.failOn),
        scene,
      })),
      notes: [...new Set(notes.map((note) => withoutMarks(note)))],
    };
  });
}
