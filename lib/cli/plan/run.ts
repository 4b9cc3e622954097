import { NEWEST_KUBERNETES } from '../../kubernetes/versions';
import { readManifests, type ManifestSet, type ParseCache } from '../../manifests/read';
import type { SourceIo } from '../../manifests/source';
import { prepareSides, type Validation } from '../../manifests/sides';
import type { ApplyMode } from '../../plan/types';
import { UserError } from '../../user-error';
import { acknowledge, readAcknowledgements } from './acknowledgements';
import { joinFacts, readCluster } from './cluster';
import type { Engine } from './engine';
import type { Scene } from './scene';
import { judge, type FailOn, type Verdict } from './verdict';

/** What the command line and the synth plugin both ask for. */
export interface PlanRequest {
  readonly before: string;
  /** Several sources count as one. */
  readonly after: string | readonly string[];
  /** Default: that of the cluster's folder, else the newest known. */
  readonly kubernetes?: string;
  readonly apply: ApplyMode;
  readonly validate: Validation;
  readonly failOn: FailOn;
  /** Classes, volumes and claims of the cluster, as `kubectl get … -o yaml` prints them; or its folder. */
  readonly cluster?: string;
  readonly acknowledge?: string;
}

export interface PlanReport {
  readonly verdict: Verdict;
  readonly scene: Scene;
  /** For standard error: what was left out, what expired. */
  readonly notes: readonly string[];
}

/** Reads both sides, plans, and judges the plan. */
export async function runPlan(request: PlanRequest, engine: Engine, io: SourceIo, today: Date): Promise<PlanReport> {
  const sources = [request.before, request.after, request.cluster].flat();
  if (sources.filter((source) => source === '-').length > 1) {
    throw new UserError('standard input (-) can be read only once: give a file for the other');
  }
  const acknowledgements =
    request.acknowledge === undefined ? [] : await readAcknowledgements(request.acknowledge, io.cwd);
  const cluster = request.cluster === undefined ? undefined : await readCluster(request.cluster, io);
  const kubernetes = request.kubernetes ?? cluster?.kubernetes ?? NEWEST_KUBERNETES;
  const cache: ParseCache = new Map();
  const before = await readManifests(request.before, io, cache);
  const after = await readManifests(request.after, io, cache);
  refuseEmptyAfter(request, before, after);
  const sides = prepareSides(before, after, { kubernetes, apply: request.apply, validate: request.validate });
  const facts = joinFacts(sides.facts, cluster?.facts ?? {});
  const plan = engine(sides.before, sides.after, { kubernetes, apply: request.apply, facts });
  const accepted = acknowledge(plan, acknowledgements, today);
  return {
    verdict: judge(plan, accepted, request.failOn),
    scene: sides,
    notes: [...empty(request, before), ...sides.notes, ...accepted.notes],
  };
}

/** An empty AFTER removes everything, and is mostly a mistake: a wrong folder, or a synth that wrote nothing. */
function refuseEmptyAfter(request: PlanRequest, before: ManifestSet, after: ManifestSet): void {
  if (after.objects.length === 0 && before.objects.length > 0 && request.after !== '/dev/null') {
    throw new UserError(
      `AFTER (${[request.after].flat().join(', ')}) holds no objects, and everything that is applied now would be removed. Correct it, or write /dev/null if that is meant`,
    );
  }
}

/** An empty BEFORE is legal: the first deployment. */
function empty(request: PlanRequest, before: ManifestSet): string[] {
  return before.objects.length === 0 && request.before !== '/dev/null'
    ? [`BEFORE (${request.before}) holds no objects: everything counts as new`]
    : [];
}
