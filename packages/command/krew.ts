import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

const ROOT = join(__dirname, '../..');

/**
 * Writes `stateful.yaml`, by which krew installs the plugin, beside the archives of all platforms in a folder: that of the
 * argument, by default `build/executable`.
 */
function main([folder = join(ROOT, 'build/executable')]: readonly string[]): void {
  const { version, repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly version: string;
    readonly repository: { readonly url: string };
  };
  const home = repository.url.replace(/\.git$/, '');
  const platforms = readdirSync(folder)
    .sort()
    .flatMap((archive) => {
      const [, os = '', arch = ''] = /^kubectl-stateful-(\w+)-(\w+)\.tar\.gz$/.exec(archive) ?? [];
      if (os === '') return [];
      const bin = os === 'windows' ? 'kubectl-stateful.exe' : 'kubectl-stateful';
      return {
        selector: { matchLabels: { os, arch } },
        uri: `${home}/releases/download/v${version}/${archive}`,
        sha256: createHash('sha256')
          .update(readFileSync(join(folder, archive)))
          .digest('hex'),
        bin,
        files: [bin, 'LICENSE', 'NOTICES.md'].map((from) => ({ from, to: '.' })),
      };
    });
  if (platforms.length === 0) throw new Error(`no archive lies in ${folder}: npm run executable writes one`);
  const manifest = {
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: { name: 'stateful' },
    spec: {
      version: `v${version}`,
      homepage: home,
      shortDescription: 'Say what a change does to pods and data',
      description:
        'Says what a change of manifests does to which pods and data, before it is applied, and what to do instead.\nIt reads files, folders, commits and what is live, whoever wrote them: Helm, Kustomize, cdk8s or a person.\n',
      platforms,
    },
  };
  writeFileSync(join(folder, 'stateful.yaml'), stringify(manifest));
}

main(process.argv.slice(2));
