import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle';
import { noticesOf } from '../../scripts/package/notices';

const ROOT = join(__dirname, '../..');
/** What `npm pack` packs. */
const OUT = join(ROOT, 'build/command');
const NAME = 'stateful-web-app';

interface RootPackage {
  readonly version: string;
  readonly license: string;
  readonly author: object;
  readonly repository: object;
  readonly engines: object;
}

/** Writes the package `stateful-web-app`: the command line in one file, with nothing to install beside it. */
function main(): void {
  const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as RootPackage;
  const { version, license, author, repository, engines } = root;
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const inputs = bundle(join(OUT, `${NAME}.js`));
  writeFileSync(join(OUT, 'NOTICES.md'), noticesOf(inputs, ROOT, `The file \`${NAME}.js\` holds`));
  cpSync(join(ROOT, 'LICENSE'), join(OUT, 'LICENSE'));
  cpSync(join(__dirname, 'README.md'), join(OUT, 'README.md'));
  const manifest = {
    name: NAME,
    version,
    description: 'Say what a change of Kubernetes manifests does to pods and data, before it is applied',
    keywords: ['kubernetes', 'plan', 'gitops', 'statefulset', 'helm', 'kustomize', 'argocd', 'flux'],
    license,
    author,
    repository: { ...repository, directory: 'packages/command' },
    bin: { [NAME]: `${NAME}.js` },
    files: [`${NAME}.js`, 'NOTICES.md'],
    engines,
  };
  writeFileSync(join(OUT, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

main();
