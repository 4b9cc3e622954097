import type { Manifest } from '../../kubernetes/manifest';
import { groupKindOf } from '../../kubernetes/object-kind';
import { at } from '../../kubernetes/plain';
import { create } from '../../kubernetes/server/api-server';
import type { Refusal, Tool } from '../../pipelines/tool';
import { STOPS_ALL } from '../facts/changes';
import type { Context } from '../facts/context';
import type { AssumedNamespace } from '../facts/assumed-namespaces';
import type { SetAside } from '../facts/handled';
import { foreignObjects } from '../facts/foreign-objects';
import { keyOf, nameOf } from '../facts/identity';
import { refusedByTool } from '../facts/refused-by-tool';
import { changeOf, findings } from '../findings';
import { judgeOldRelease } from './judge-unserved';
import { defaultsThatDiffer } from '../../kubernetes/server/upgrade';
import {
  ASKED_RULES,
  FORCED_RULES,
  FOREIGN_RULES,
  LEFT_RULES,
  NAMESPACE_RULES,
  REST_RULES,
  UNSENT_RULES,
  UPGRADED_RULES,
} from '../rules';
import type { Change, Finding } from '../types';

/** How one object is applied: sync options on it may say otherwise than the command line. */
export function contextFor(object: Manifest, context: Context): Context {
  const apply = context.tool?.modeOf(object);
  return apply === undefined || apply === context.apply ? context : { ...context, apply };
}

/** An object that changes or is gone, and that the tool leaves as it is. */
export function judgeLeft(
  object: Manifest,
  tool: Tool,
  why: string,
  { before, after }: { readonly before: Manifest | undefined; readonly after?: Manifest },
): Change | undefined {
  const found = findings(LEFT_RULES, { tool: tool.title, why, before, ...(after && { after }) });
  const claim = groupKindOf(object) === '/PersistentVolumeClaim' && after === undefined;
  return changeOf(object, found, {}, claim ? { orphaned: [nameOf(object)] } : {});
}

/** A deletion that the tool asks about first. */
export function judgeAsked(change: Change | undefined, object: Manifest, { tool }: Context): Change | undefined {
  const asks = tool?.asksToDelete?.(object);
  if (tool === undefined || asks === undefined || change === undefined) return change;
  const found = findings(ASKED_RULES, { tool: tool.title, ...asks });
  return changeOf(object, [...found, ...change.findings], change.pods, change.claims);
}

/** What keeps an object that is no longer declared. */
export function keptBecause(object: Manifest, tool: Tool, aside: SetAside | undefined): string | undefined {
  return aside?.once === false ? aside.why : tool.keeps(object);
}

/** What the upgrade of the cluster changes in what an unchanged manifest means. */
export function judgeUpgraded(change: Change | undefined, object: Manifest, context: Context): Change | undefined {
  const { fromMinor, minor, kubernetes } = context;
  if (fromMinor === undefined) return change;
  const found = findings(UPGRADED_RULES, {
    defaults: defaultsThatDiffer(object, fromMinor, minor),
    from: `1.${fromMinor}`,
    kubernetes,
  });
  return changeOf(object, [...(change?.findings ?? []), ...found], change?.pods, change?.claims);
}

/** What a tool that forces makes of a refused update. */
export function judgeForced(
  change: Change | undefined,
  before: Manifest,
  after: Manifest,
  context: Context,
): Change | undefined {
  const { tool, apply, force } = context;
  const always = tool?.recreates?.(after) ?? tool?.recreates?.(before);
  const forced = force === undefined ? undefined : `because of ${force}`;
  const because = always ?? tool?.forces(after, apply) ?? tool?.forces(before, apply) ?? forced;
  const all = change?.findings ?? [];
  const isRefused = all.some(({ impact }) => impact === 'rejected');
  if (tool === undefined || because === undefined || (always === undefined && !isRefused)) return change;
  const refused = all.filter((each) => each.impact === 'rejected' && each.onceAccepted === undefined);
  const found = findings(FORCED_RULES, {
    tool: tool.title,
    because,
    groupKind: groupKindOf(after),
    refused,
    always: always !== undefined,
    invalid: (create(after, context)?.errors.length ?? 0) > 0,
    deletesClaims: at(before, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') === 'Delete',
  });
  const rest = all.map(
    (finding) =>
      finding.onceAccepted ??
      (finding.impact === 'rejected' ? { ...finding, impact: 'none' as const, remedy: [] } : finding),
  );
  return changeOf(after, [...found, ...rest], change?.pods, change?.claims) ?? change;
}

/** An object that does not change, and that the tool deletes and creates again all the same: only of pods and data it is told. */
export function judgeRecreated(object: Manifest, context: Context): Change | undefined {
  if (context.tool?.recreates?.(object) === undefined) return undefined;
  const change = judgeForced(undefined, object, object, context);
  return change?.impact === 'update' ? undefined : change;
}

/** What the tool refuses by itself. */
export function judgeUnsent(after: Manifest, before: Manifest | undefined, context: Context): Finding[] {
  const refused = refusedByTool(after, before, context);
  return refused === undefined ? [] : findings(UNSENT_RULES, refused);
}

/** Adds what the pipeline makes of the objects beside what is judged of each. */
export function addPipeline(
  changes: Map<string, Change>,
  ofHooks: ReadonlyMap<string, readonly Finding[]>,
  assumed: readonly AssumedNamespace[],
  context: Context,
): void {
  for (const [key, found] of ofHooks) {
    const object = context.after.get(key) ?? context.before.get(key);
    const refused = found.some(({ impact }) => impact === 'rejected');
    if (object !== undefined) addFindings(changes, object, found, refused);
  }
  for (const foreign of foreignObjects(context)) addFindings(changes, foreign.object, findings(FOREIGN_RULES, foreign));
  if (context.pipeline === 'helm') {
    for (const object of context.written.values()) addFindings(changes, object, judgeOldRelease(object, context), true);
  }
  for (const each of assumed) {
    const [object] = each.objects;
    if (object !== undefined) addFindings(changes, object, findings(NAMESPACE_RULES, each));
  }
  if (context.tool !== undefined) addRest(changes, context, context.tool);
}

/** Beside what was found of the object, or instead of that. */
function addFindings(changes: Map<string, Change>, object: Manifest, found: readonly Finding[], alone = false): void {
  if (found.length === 0) return;
  const change = alone ? undefined : changes.get(keyOf(object));
  const merged = changeOf(object, [...found, ...(change?.findings ?? [])], change?.pods, change?.claims);
  if (merged !== undefined) changes.set(keyOf(object), merged);
}

/** Says once what the refusals mean for the objects that are not refused. */
function addRest(changes: Map<string, Change>, context: Context, tool: Tool): void {
  const refused: (Refusal['refused'][number] & { readonly key: string })[] = [];
  for (const [key, change] of changes) {
    const rejected = change.findings.filter(({ impact }) => impact === 'rejected');
    if (rejected.length === 0) continue;
    if (rejected.some(({ code }) => STOPS_ALL.has(code))) return;
    const object = context.after.get(key);
    if (object !== undefined) refused.push({ key, object, isNew: !context.before.has(key) });
  }
  const [first] = refused;
  if (first === undefined) return;
  const others = tool.afterRefusal({ refused, objects: [...context.after.values()] });
  const change = changes.get(first.key);
  const found: Finding[] = findings(REST_RULES, { others, recover: tool.recover });
  const merged =
    change === undefined
      ? undefined
      : changeOf(first.object, [...change.findings, ...found], change.pods, change.claims);
  if (merged !== undefined) changes.set(first.key, merged);
}
