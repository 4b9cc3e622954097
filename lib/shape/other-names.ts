import type { PropType, StructType } from './type';

/** What Kubernetes and other tools call so differently that no comparison of letters finds the prop. */
const KUBERNETES_NAMES: Readonly<Record<string, readonly string[]>> = {
  volumeClaimTemplates: ['claims'],
  volumeMounts: ['mounts'],
  volumeDevices: ['devices'],
  readOnlyRootFilesystem: ['writableRootFilesystem'],
  capabilities: ['addCapabilities'],
  imagePullSecret: ['imagePullSecrets'],
  storage: ['size'],
  storageClassName: ['storageClass'],
  user: ['securityContext.runAsUser'],
  group: ['securityContext.runAsGroup'],
  runAsUser: ['user'],
  runAsGroup: ['group'],
  mode: ['defaultMode'],
  cron: ['schedule'],
  retention: ['keep'],
  from: ['peers'],
  to: ['peers'],
};

/** Props lie no deeper than so many below the one that was meant. */
const MAX_DEPTH = 2;
const MOST_SHOWN = 3;

/** Where a prop of this name really stands, below a type that does not have it: `scheduling.nodeSelector`. Nearest first. */
export function otherNames(name: string, type: StructType): readonly string[] {
  const known = Object.entries(KUBERNETES_NAMES).find(([field]) => isSame(field, name))?.[1] ?? [];
  const here = known.filter((prop) => type.props.has(prop.split('.')[0] ?? prop));
  return here.length > 0 ? here : below(name, type).slice(0, MOST_SHOWN);
}

function below(name: string, type: StructType): readonly string[] {
  const found: string[] = [];
  let level: ReadonlyArray<readonly [string, StructType]> = [['', type]];
  for (let depth = 0; depth <= MAX_DEPTH && found.length === 0; depth++) {
    const next: Array<readonly [string, StructType]> = [];
    for (const [prefix, struct] of level) {
      for (const [prop, { type: inner }] of struct.props) {
        if (depth > 0 && isSame(prop, name)) found.push(`${prefix}${prop}`);
        const child = structOf(inner);
        if (child !== undefined) next.push([`${prefix}${prop}${inner.tag === 'list' ? '[]' : ''}.`, child]);
      }
    }
    level = next;
  }
  return found;
}

/** Types of cdk8s-plus are left out: their names are Kubernetes' own, and lie in places that nobody means. */
function structOf(type: PropType): StructType | undefined {
  if (type.tag === 'list') return structOf(type.of);
  return type.tag === 'struct' && !type.isOpen ? type : undefined;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
