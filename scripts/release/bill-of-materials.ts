import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

const NAME = 'cdk8s-stateful-web-app';

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
}
interface Bill {
  readonly metadata: object;
  readonly components: readonly Component[];
}

/**
 * Writes `build/bill-of-materials.cdx.json` (CycloneDX): what is in the package, as NOTICES.md lists it, with the hashes that the
 * lockfile has. npm's own bill knows what is installed, and would name nothing: the libraries are part of the package.
 */
function main(): void {
  const held = new Set(
    [...readFileSync(join(ROOT, 'NOTICES.md'), 'utf8').matchAll(/^## (\S+) (\S+) \(/gm)].map(
      ([, name, version]) => `${name}@${version}`,
    ),
  );
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const bill = JSON.parse(
    execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
  ) as Bill;
  const nameOf = ({ group, name, version }: Component): string =>
    `${group === undefined || name.startsWith('@') ? name : `${group}/${name}`}@${version}`;
  const components = bill.components.filter((component) => held.has(nameOf(component)));
  const missing = [...held].filter((name) => !components.some((component) => nameOf(component) === name));
  if (missing.length > 0) throw new Error(`the lockfile lacks ${missing.join(', ')}`);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const written = {
    ...bill,
    // npm takes the name of the folder.
    metadata: {
      ...bill.metadata,
      component: { type: 'library', name: NAME, version, purl: `pkg:npm/${NAME}@${version}` },
    },
    // They are no longer what is only developed with.
    components: components.map((component) => ({ ...component, scope: 'required', properties: undefined })),
    dependencies: undefined,
  };
  writeFileSync(join(ROOT, 'build/bill-of-materials.cdx.json'), `${JSON.stringify(written, null, 2)}\n`);
}

main();
