import { manifestsOf } from '../../manifests/read';
import type { Source } from '../../manifests/source-file';
import { sameOnBothSides } from '../../sources/compare-sides';
import { NeedsAll } from '../../sources/folder';
import { readSources, type SourceIo } from '../../sources/source';
import type { LiveState } from '../live/ask-cluster';
import type { PlanRequest } from './plan-request';

interface ReadSides {
  readonly old: Source;
  readonly now: Source;
  /** Where BEFORE is a cluster. */
  readonly live?: LiveState;
}

/** BEFORE and AFTER. Of clusters that are the same on both sides nothing is read, where nothing of them can be in the plan. */
export async function readSides(request: PlanRequest, io: SourceIo): Promise<ReadSides> {
  const { before, after, live: ask } = request;
  if (ask !== undefined) {
    const now = await readSources([after].flat(), io);
    const live = await ask(manifestsOf(now.files).objects.map(({ manifest }) => manifest));
    return { now, live, old: { files: live.files, clusters: [], unread: [] } };
  }
  const read = async (same: ReadonlySet<string>): Promise<ReadSides> => {
    const now = await readSources([after].flat(), { ...io, same });
    return { now, old: await readSources([before], { ...io, same }) };
  };
  // An upgrade of the cluster, and a report about some objects, concern what does not change too.
  const mayLeaveOut = typeof after === 'string' && request.from === undefined && request.whole !== true;
  try {
    return await read(mayLeaveOut ? await sameOnBothSides(before, after, io.cwd) : new Set());
  } catch (error) {
    if (error instanceof NeedsAll) return read(new Set());
    throw error;
  }
}
