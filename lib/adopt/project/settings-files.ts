/** The files by which a project is installed, checked and run. */
export function settingsFiles(
  name: string,
  dependencies: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const byName = Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    'package.json': json({
      name,
      private: true,
      scripts: { synth: 'tsc --noEmit && tsx main.ts' },
      dependencies: Object.fromEntries(byName),
      devDependencies: { '@types/node': '^20.19.0', tsx: '^4.23.0', typescript: '^6.0.0' },
      overrides: { backport: 'npm:empty-npm-package@1.0.0' },
    }),
    'tsconfig.json': json({
      compilerOptions: {
        target: 'ES2022',
        module: 'NodeNext',
        moduleResolution: 'NodeNext',
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: ['node'],
      },
      include: ['main.ts', 'apps'],
    }),
    'cdk8s.yaml': [
      'language: typescript',
      '# `cdk8s synth` deletes its output folder before it runs the app. It gets a scratch folder; the app itself replaces dist/, safely.',
      'app: npx tsx main.ts --outdir dist',
      'output: build/cdk8s',
      '',
    ].join('\n'),
    '.gitignore': 'node_modules/\nbuild/\n',
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
