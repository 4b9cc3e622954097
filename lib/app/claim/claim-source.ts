import { guardFactories } from '../../shape/factories';
import { dnsSubdomainFault } from '../../kubernetes/names';
import type { Wire } from '../base/wire';

const ORDINAL = '<ordinal>';

/**
 * What the volume of a claim is filled from when it is made: a VolumeSnapshot or another claim, of the same namespace. In its name
 * `<ordinal>` stands for the ordinal of the claim.
 *
 * It works while the claim does not exist yet: one that exists keeps its data and refuses another source. Once the claims are made the
 * source has done its work; left in code, it also fills the volumes of ordinals that are added later.
 */
export class ClaimSource {
  /** The VolumeSnapshot of this name: `monday-www-web-<ordinal>`. */
  public static snapshot(name: string): ClaimSource {
    return new ClaimSource('snapshot', name);
  }

  /** The claim of this name: `www-old-<ordinal>`. Its class must be the same. */
  public static claim(name: string): ClaimSource {
    return new ClaimSource('claim', name);
  }

  /** @internal */
  public readonly _kind: 'snapshot' | 'claim';

  private readonly name: string;

  private constructor(kind: 'snapshot' | 'claim', name: string) {
    this._kind = kind;
    this.name = name;
  }

  /** The name of the source of one ordinal's claim. */
  public nameFor(ordinal: number): string {
    return this.name.replaceAll(ORDINAL, String(ordinal));
  }

  /** What is wrong with its name. @internal */
  public _fault(ordinal: number): string | undefined {
    return dnsSubdomainFault(this.nameFor(ordinal));
  }

  /** `spec.dataSource` of one ordinal's claim. @internal */
  public _render(ordinal: number): Wire {
    const name = this.nameFor(ordinal);
    return this._kind === 'snapshot'
      ? { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name }
      : { kind: 'PersistentVolumeClaim', name };
  }
}

guardFactories('ClaimSource', ClaimSource);
