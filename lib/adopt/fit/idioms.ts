import { writableVolumeName } from '../../app/container/volume-mount';
import { Call, type Code, codeOf, type Entry, ListCode, MapCode, textOf } from '../code/code';

/** A shorter way to say the same, or nothing where it does not apply. What it gives is tried, so it may be wrong. */
export type Idiom = (props: MapCode) => MapCode | undefined;

/** In the order in which they are tried, each on what the others made. */
export const IDIOMS: readonly Idiom[] = [plainEnvironment, onePort, mountedClaims, writablePaths];

/** A Service with one port, of which only the number is said. Tried when the rest has gone. */
export function oneServicePort(props: MapCode): MapCode | undefined {
  const service = props.get('clientService');
  const ports = service instanceof MapCode ? service.get('ports') : undefined;
  if (!(service instanceof MapCode) || !(ports instanceof ListCode) || ports.items.length !== 1) return undefined;
  const [port] = ports.items;
  if (!(port instanceof MapCode) || port.entries.length !== 1) return undefined;
  return props.with('clientService', service.with('ports', undefined).with('port', port.get('port')));
}

/** Variables with fixed values stand in `env`, behind those that are read from somewhere. */
function plainEnvironment(props: MapCode): MapCode | undefined {
  return deep(props, (map) => {
    const values = map.get('envValues');
    if (!(values instanceof MapCode)) return map;
    const isFixed = ({ value }: Entry): boolean => value instanceof Call && value.method === 'value';
    const first = values.entries.length - [...values.entries].reverse().findIndex((entry) => !isFixed(entry));
    const split = values.entries.every(isFixed) ? 0 : first;
    const fixed = values.entries
      .slice(split)
      .map((entry) => ({ ...entry, value: (entry.value as Call).args[0] as Code }));
    if (fixed.length === 0) return map;
    const entries = map.entries.flatMap((entry): Entry[] =>
      entry.key !== 'envValues'
        ? [entry]
        : [
            ...(split === 0 ? [] : [{ ...entry, value: new MapCode(values.entries.slice(0, split)) }]),
            { key: 'env', value: new MapCode(fixed) },
          ],
    );
    return new MapCode(entries);
  });
}

/** `port: 8080` is a port called http. */
function onePort(props: MapCode): MapCode | undefined {
  const ports = props.get('ports');
  if (!(ports instanceof ListCode) || ports.items.length !== 1) return undefined;
  const number = ports.items[0] instanceof MapCode ? ports.items[0].get('containerPort') : undefined;
  if (number === undefined) return undefined;
  return new MapCode(props.entries.map((entry) => (entry.key === 'ports' ? { key: 'port', value: number } : entry)));
}

/** Empty directories that are called as those of `writablePaths` are. */
function writablePaths(props: MapCode): MapCode | undefined {
  const [mounts, volumes] = [props.get('mounts'), props.get('volumes')];
  if (!(mounts instanceof ListCode) || !(volumes instanceof ListCode)) return undefined;
  const paths = mounts.items.flatMap((mount) => {
    const path = textAt(mount, 'mountPath');
    return path !== undefined && textAt(mount, 'name') === writableVolumeName(path) ? [path] : [];
  });
  if (paths.length === 0) return undefined;
  const names = new Set(paths.map((path) => writableVolumeName(path)));
  const others = mounts.items.filter((mount) => !names.has(textAt(mount, 'name') ?? ''));
  const left = volumes.items.filter(
    (volume) => !(volume instanceof Call && volume.method === 'emptyDir' && names.has(textOf(volume.args[0]) ?? '')),
  );
  return props
    .with('mounts', others.length === 0 ? undefined : new ListCode(others))
    .with('volumes', left.length === 0 ? undefined : new ListCode(left))
    .with('writablePaths', codeOf(paths));
}

/** A claim says itself where the app mounts it. */
function mountedClaims(props: MapCode): MapCode | undefined {
  const claims = props.get('claims');
  const mounts = props.get('mounts');
  if (!(claims instanceof ListCode) || !(mounts instanceof ListCode)) return undefined;
  const taken = new Set<Code>();
  const items = claims.items.map((claim) => {
    const of = mounts.items.filter((mount) => textAt(mount, 'name') === textAt(claim, 'name'));
    const [mount] = of;
    if (of.length !== 1 || !(mount instanceof MapCode) || !(claim instanceof MapCode)) return claim;
    taken.add(mount);
    const [name, ...rest] = claim.entries;
    const where = mount.entries.filter(({ key }) => key !== 'name');
    return new MapCode([...(name === undefined ? [] : [name]), ...where, ...rest]);
  });
  const others = mounts.items.filter((mount) => !taken.has(mount));
  return props
    .with('claims', new ListCode(items))
    .with('mounts', others.length === 0 ? undefined : new ListCode(others));
}

function textAt(code: Code, key: string): string | undefined {
  return code instanceof MapCode ? textOf(code.get(key)) : undefined;
}

/** The change in the app's own container and in those beside it. */
function deep(props: MapCode, change: (map: MapCode) => MapCode): MapCode {
  return ['containers', 'initContainers'].reduce((all, key) => {
    const list = all.get(key);
    if (!(list instanceof ListCode)) return all;
    return all.with(key, new ListCode(list.items.map((item) => (item instanceof MapCode ? change(item) : item))));
  }, change(props));
}
