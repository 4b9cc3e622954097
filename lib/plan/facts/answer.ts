import type { Manifest } from '../../kubernetes/manifest';
import { convertTo } from '../../kubernetes/served/convert';
import { type Server, update, updateLive, type UpdateAnswer } from '../../kubernetes/server/api-server';
import { appliedOf, liveObject } from '../../pipelines/applied';
import type { Context } from './context';
import { keyOf } from './identity';

/** What the API server answers to an update: it merges with the whole live object where that was read, else with the manifest before. */
export function answerTo(
  before: Manifest,
  after: Manifest,
  context: Context,
  server: Partial<Server> = {},
): UpdateAnswer | undefined {
  const live = context.live.get(keyOf(after));
  return live === undefined
    ? update(before, after, { ...context, ...server }, appliedOf(before, context))
    : updateLive(liveObject(convertTo(live, after.apiVersion), after, context), after, { ...context, ...server });
}
