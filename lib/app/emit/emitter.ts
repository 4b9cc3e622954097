import type { ApiObjectProps } from 'cdk8s';
import { checkCreation } from './check-creation';
import { checkSecurityLevel } from './check-security-level';
import { fitTarget } from './fit-target';
import type { ManifestPatch } from './manifest-patch';
import type { Problem, Report } from '../../messages/problem';
import type { PodSecurityLevel } from '../pod/security';
import { compact, type Wire } from '../base/wire';
import { messageOf } from '../../messages/message-of';

/**
 * The last step from a rendered manifest to an object of the chart: the author's patches are applied last, and what comes out is held to
 * the target's fields. Problems are gathered for the construct to report.
 */
export class Emitter {
  private readonly patchProblems: Problem[] = [];
  private readonly fieldProblems: Problem[] = [];
  private readonly unused: Set<ManifestPatch>;

  public constructor(
    private readonly patches: readonly ManifestPatch[],
    private readonly minor: number,
    private readonly level: PodSecurityLevel,
    private readonly appName: string,
  ) {
    this.unused = new Set(patches);
  }

  /** The manifest with its patches, as the target keeps it. */
  public finish(rendered: object): ApiObjectProps {
    const before = this.fieldProblems.length;
    const report: Report = (problem) => this.fieldProblems.push(problem);
    const manifest = fitTarget(report, this.patched(rendered), this.minor);
    if (manifest['kind'] === 'StatefulSet') checkSecurityLevel(report, manifest, this.level, this.minor);
    // A field that does not fit is one mistake, and the API server would only say it again.
    if (this.fieldProblems.length === before) checkCreation(report, manifest, this.appName, this.minor);
    return manifest as unknown as ApiObjectProps;
  }

  private patched(rendered: object): object {
    if (this.patches.length === 0) return rendered;
    let manifest = compact(rendered) as Wire;
    for (const [index, patch] of this.patches.entries()) {
      if (!patch._matches(manifest)) continue;
      this.unused.delete(patch);
      try {
        manifest = patch._apply(manifest);
      } catch (error) {
        this.patchProblems.push({
          code: 'patch-target-missing',
          prop: `patches[${index}]`,
          message: `does not fit ${patch.target.kind}: ${firstLine(error)}`,
          remedy: 'Correct the path, or remove the patch',
        });
      }
    }
    return manifest;
  }

  /**
   * What is wrong with the manifests, when all are made. Where props are wrong already, only the patches are judged: wrong props make
   * wrong fields, and one message for each mistake is enough.
   */
  public close(propsAreGood: boolean): readonly Problem[] {
    for (const patch of this.unused) {
      const { kind, name } = patch.target;
      this.patchProblems.push({
        code: 'patch-target-missing',
        prop: `patches[${this.patches.indexOf(patch)}]`,
        message: `the app emits no ${name === undefined ? kind : `${kind} '${name}'`}`,
        remedy: 'Correct the kind or name, or remove the patch',
      });
    }
    return propsAreGood ? [...this.patchProblems, ...this.fieldProblems] : this.patchProblems;
  }
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}
