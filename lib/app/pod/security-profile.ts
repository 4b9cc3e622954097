import { guardFactories } from '../../shape/factories';
import type { Wire } from '../base/wire';

/** Which system calls a container may make. */
export class SeccompProfile {
  /** The container runtime's default: what nearly all programs need. */
  public static runtimeDefault(): SeccompProfile {
    return new SeccompProfile('RuntimeDefault');
  }

  /** A profile that lies on every node, by its path below the kubelet's folder of profiles. */
  public static localhost(profile: string): SeccompProfile {
    return new SeccompProfile('Localhost', profile);
  }

  /** Every system call. Level PRIVILEGED only. */
  public static unconfined(): SeccompProfile {
    return new SeccompProfile('Unconfined');
  }

  private constructor(
    /** `RuntimeDefault`, `Localhost` or `Unconfined`. */
    public readonly type: string,
    /** The profile of `localhost`. */
    public readonly localhostProfile?: string,
  ) {}

  /** @internal */
  public _render(): Wire {
    return { type: this.type, localhostProfile: this.localhostProfile };
  }
}

guardFactories('SeccompProfile', SeccompProfile);

/** What AppArmor lets a container do, on nodes that have it. Kubernetes 1.30 and later. */
export class AppArmorProfile {
  /** The container runtime's default. */
  public static runtimeDefault(): AppArmorProfile {
    return new AppArmorProfile('RuntimeDefault');
  }

  /** A profile that is loaded on every node, by its name. */
  public static localhost(profile: string): AppArmorProfile {
    return new AppArmorProfile('Localhost', profile);
  }

  /** Anything. Level PRIVILEGED only. */
  public static unconfined(): AppArmorProfile {
    return new AppArmorProfile('Unconfined');
  }

  private constructor(
    /** `RuntimeDefault`, `Localhost` or `Unconfined`. */
    public readonly type: string,
    /** The profile of `localhost`. */
    public readonly localhostProfile?: string,
  ) {}

  /** @internal */
  public _render(): Wire {
    return { type: this.type, localhostProfile: this.localhostProfile };
  }
}

guardFactories('AppArmorProfile', AppArmorProfile);
