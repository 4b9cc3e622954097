import { Call, childrenOf, type Code, FilesCode, Member } from '../code/code';
import { moduleOf } from '../code/evaluate';
import { printNames, WIDTH } from '../code/print';

/** The names that code takes from elsewhere. */
export function namesIn(code: Code): Set<string> {
  if (code instanceof FilesCode) return new Set(['ConfigFiles']);
  const own = code instanceof Call || code instanceof Member ? [code.owner] : [];
  return new Set([...own, ...childrenOf(code).flatMap((child) => [...namesIn(child)])]);
}

/** The lines that import names, by module. */
export function importLines(names: Iterable<string>, types: readonly string[] = []): string {
  const byModule = new Map<string, string[]>();
  for (const name of [...names].sort()) byModule.set(moduleOf(name), [...(byModule.get(moduleOf(name)) ?? []), name]);
  const own = byModule.get('cdk8s-stateful-web-app');
  own?.push(...types.map((type) => `type ${type}`));
  return [...byModule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, list]) => {
      const line = `import { ${list.join(', ')} } from '${source}';`;
      return line.length <= WIDTH ? line : `import ${printNames(list)} from '${source}';`;
    })
    .join('\n');
}
