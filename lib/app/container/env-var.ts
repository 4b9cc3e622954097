import { guardFactories } from '../../shape/factories';
import { type EnvFieldPaths, EnvValue, type IConfigMap, type ISecret, type ResourceFieldPaths } from 'cdk8s-plus-27';

/** Where the value of an environment variable may be missing. */
export interface EnvVarKeyOptions {
  /** Whether the pod starts without the object or the key; the variable is then not set. @default false */
  readonly optional?: boolean;
}

/** How an environment variable reads a resource of a container. */
export interface EnvVarResourceOptions {
  /** Whose resource. @default - the container's own */
  readonly containerName?: string;
  /** The unit, as a quantity: `1Mi` gives mebibytes. @default '1' */
  readonly divisor?: string;
}

/**
 * Values of environment variables, by the names of what they come from. They are values of cdk8s-plus, so those of its own
 * ConfigMaps and Secrets stand beside them.
 */
export class EnvVar {
  /** A fixed value, in `envValues` to keep it in its place among the others. */
  public static value(value: string): EnvValue {
    return EnvValue.fromValue(value);
  }

  /** A key of a Secret in the app's namespace. */
  public static secret(name: string, key: string, options: EnvVarKeyOptions = {}): EnvValue {
    return EnvValue.fromSecretValue({ secret: { name } as ISecret, key }, options);
  }

  /** A key of a ConfigMap in the app's namespace. */
  public static configMap(name: string, key: string, options: EnvVarKeyOptions = {}): EnvValue {
    return EnvValue.fromConfigMap({ name } as IConfigMap, key, options);
  }

  /** A field of the pod: `metadata.name`, `status.podIP`, `metadata.labels['team']`. */
  public static field(fieldPath: string): EnvValue {
    return EnvValue.fromFieldRef(fieldPath as EnvFieldPaths);
  }

  /** A resource of a container: `limits.memory`, `requests.cpu`. */
  public static resource(resource: string, options: EnvVarResourceOptions = {}): EnvValue {
    const value = EnvValue.fromResource(resource as ResourceFieldPaths, { divisor: options.divisor });
    if (options.containerName !== undefined) {
      value.valueFrom.resourceFieldRef.containerName = options.containerName;
    }
    return value;
  }

  /** A variable of a file that an init container wrote to a volume. Kubernetes 1.35 and later. */
  public static file(volumeName: string, path: string, key: string, options: EnvVarKeyOptions = {}): EnvValue {
    const value = EnvValue.fromSecretValue({ secret: { name: volumeName } as ISecret, key });
    delete value.valueFrom.secretKeyRef;
    value.valueFrom.fileKeyRef = { volumeName, path, key, optional: options.optional };
    return value;
  }

  private constructor() {
    // Only factories.
  }
}

guardFactories('EnvVar', EnvVar);
