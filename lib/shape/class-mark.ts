/** How objects of a class are recognised, whichever copy of the library made them, and how they are made. */
interface ClassMark {
  /** Methods or fields of which an object has at least one. */
  readonly has: readonly string[];
  readonly make: string;
}

/** A class that is missing here is taken for granted: those of cdk8s-plus in its own types. */
export const CLASS_MARKS: Readonly<Record<string, ClassMark>> = {
  AppArmorProfile: { has: ['_render'], make: 'AppArmorProfile.runtimeDefault()' },
  AutoscalingMetric: { has: ['_render'], make: 'AutoscalingMetric.cpuUtilization(80)' },
  ClaimSource: { has: ['nameFor'], make: "ClaimSource.snapshot('monday-www-web-<ordinal>')" },
  Cluster: { has: ['resolve'], make: "Cluster.of({ name: 'production' })" },
  Delivery: { has: ['_manifests'], make: "Delivery.argoCd({ name: 'shop', repoUrl: 'https://…' })" },
  DisruptionBudget: { has: ['_render'], make: 'DisruptionBudget.maxUnavailable(1)' },
  EnvFromSource: { has: ['_render'], make: "EnvFromSource.configMap('name')" },
  EnvValue: { has: ['value', 'valueFrom'], make: "EnvVar.secret('name', 'key'); fixed text belongs into env" },
  ISelectableApp: { has: ['toPodSelectorConfig'], make: 'the StatefulWebApp itself' },
  JsonPatch: { has: ['_toJson'], make: "JsonPatch.replace('/spec/replicas', 2)" },
  LifecycleHook: { has: ['_render'], make: 'LifecycleHook.sleep(5)' },
  ManifestPatch: { has: ['_apply'], make: 'ManifestPatch.json(…)' },
  NetworkPeer: { has: ['_render'], make: 'NetworkPeer.anywhere()' },
  Probe: { has: ['_render'], make: "Probe.httpGet({ path: '/' })" },
  SeccompProfile: { has: ['_render'], make: 'SeccompProfile.runtimeDefault()' },
  StatefulWebApp: { has: ['_resolved'], make: 'the StatefulWebApp itself' },
  StorageClassRef: { has: ['isSameAs'], make: "StorageClassRef.named('gp3')" },
  UpdateStrategy: { has: ['_render'], make: 'UpdateStrategy.rollingUpdate()' },
  Volume: { has: ['_render'], make: "Volume.emptyDir('cache')" },
  VolumeProjection: { has: ['_render'], make: "VolumeProjection.configMap('name')" },
};

export function isMarked(value: object, { has }: ClassMark): boolean {
  return has.some((name) => name in value);
}
