import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, type AppProps, Chart, Include, JsonPatch, Lazy, Yaml, YamlOutputType } from 'cdk8s';
import type { Construct } from 'constructs';
import { Cluster, GitOpsApp, type GitOpsAppProps, SynthReport } from '../../lib';
import { reporterOf } from '../../lib/messages/diagnostic';
import { RECORD } from '../../lib/synth/folder/file-record';
import { readFolder } from '../support/synth-program';

let sandbox: string;
let outdir: string;
beforeEach(() => {
  sandbox = fs.mkdtempSync(path.join(os.tmpdir(), 'app-'));
  outdir = path.join(sandbox, 'dist');
});
afterEach(() => fs.rmSync(sandbox, { recursive: true, force: true }));

const quiet = (props: GitOpsAppProps = {}): GitOpsApp => new GitOpsApp({ outdir, report: SynthReport.QUIET, ...props });
const configMap = (scope: Construct, name: string, data: object = {}): ApiObject =>
  new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
const files = (): Record<string, string> =>
  Object.fromEntries(Object.entries(readFolder(outdir)).filter(([file]) => file !== RECORD));

/** An app with most of what cdk8s offers. */
function fill(app: App): void {
  const url = path.join(sandbox, 'included.yaml');
  fs.writeFileSync(url, Yaml.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'included' } }));
  const base = new Chart(app, 'Base', { namespace: 'base', labels: { team: 'a' } });
  configMap(base, 'settings', { port: Lazy.any({ produce: () => 8080 }), on: 'yes', text: 'a\nb\n' });
  new Include(base, 'included', { url });
  const web = new Chart(app, 'web');
  const service = new ApiObject(web, 'Service', { apiVersion: 'v1', kind: 'Service', spec: { ports: [] } });
  service.addJsonPatch(JsonPatch.add('/spec/type', 'NodePort'));
  configMap(new Chart(web, 'nested'), 'inner', { resolved: '$(me)' });
  web.addDependency(base);
  new Chart(app, 'empty');
}

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

describe('a GitOpsApp', () => {
  it.each(TYPES.flatMap((type) => [false, true].map((metadata) => [YamlOutputType[type], type, metadata] as const)))(
    'writes what a cdk8s App writes: %s, with construct metadata: %3$s',
    (_, yamlOutputType, recordConstructMetadata) => {
      const props: AppProps = {
        yamlOutputType,
        recordConstructMetadata,
        outputFileExtension: '.yml',
        resolvers: [
          {
            resolve: (context) => {
              if (context.value === '$(me)') {
                context.replaceValue(context.obj.node.path);
              }
            },
          },
        ],
      };
      const theirs = new App({ ...props, outdir: path.join(sandbox, 'theirs') });
      fill(theirs);
      theirs.synth();
      const ours = quiet(props);
      fill(ours);
      ours.synth();
      expect(files()).toEqual(readFolder(theirs.outdir));
    },
  );

  it('writes the same when it synthesises twice', () => {
    const app = quiet();
    fill(app);
    app.synth();
    const first = files();
    app.synth();
    expect(files()).toEqual(first);
    expect(app.synthYaml()).toContain('NodePort');
  });

  it('writes where CDK8S_OUTDIR says, as a cdk8s App does', () => {
    process.env.CDK8S_OUTDIR = outdir;
    try {
      const app = new GitOpsApp({ report: SynthReport.QUIET });
      configMap(new Chart(app, 'web'), 'web');
      app.synth();
    } finally {
      delete process.env.CDK8S_OUTDIR;
    }
    expect(Object.keys(files())).toEqual(['web.k8s.yaml']);
  });

  it('lets a chart render itself', () => {
    class Custom extends Chart {
      public override toJson(): object[] {
        return [{ kind: 'Mine' }];
      }
    }
    const app = quiet();
    new Custom(app, 'web');
    app.synth();
    expect(files()).toEqual({ 'web.k8s.yaml': 'kind: Mine\n' });
  });

  it('tells all errors of all charts together, with their paths, and leaves the folder as it was', () => {
    const before = quiet();
    configMap(new Chart(before, 'web'), 'web');
    before.synth();
    const written = files();

    const app = quiet({ outdir });
    const wiki = new Chart(app, 'wiki');
    reporterOf(wiki)({ code: 'claim-size-invalid', prop: 'size', value: -1, message: 'must be positive' });
    wiki.node.addValidation({
      validate: () => {
        throw new Error('broken check');
      },
    });
    expect(() => app.synth()).toThrow();
    expect(files()).toEqual(written);
  });

  it('lists validation errors as cdk8s does', () => {
    const app = quiet();
    const chart = new Chart(app, 'wiki');
    chart.node.addValidation({ validate: () => ['first', 'second'] });
    configMap(chart, 'a').node.addValidation({ validate: () => ['third'] });
    expect(() => app.synth()).toThrow(
      'Validation failed with the following errors:\n  [wiki] first\n  [wiki] second\n  [wiki/a] third',
    );
    expect(fs.existsSync(outdir)).toBe(false);
  });

  it('runs each validation and each lazy value once', () => {
    const app = quiet();
    const counts = { validate: 0, produce: 0 };
    for (let index = 0; index < 20; index++) {
      const chart = new Chart(app, `c${index}`);
      chart.node.addValidation({ validate: () => (counts.validate++, []) });
      configMap(chart, 'a', { x: Lazy.any({ produce: () => counts.produce++ }) });
    }
    app.synth();
    expect(counts).toEqual({ validate: 20, produce: 20 });
  });

  it('tells every object that cannot be rendered', () => {
    const app = quiet();
    configMap(new Chart(app, 'a'), 'x', { bad: new Date() });
    configMap(new Chart(app, 'b'), 'y', { bad: new Date() });
    expect(() => app.synth()).toThrow(/path 'a\/x'[^]*path 'b\/y'/);
  });

  it('refuses to empty a folder, and two apps for one', () => {
    const app = quiet();
    configMap(new Chart(app, 'web'), 'web');
    app.synth();
    app.node.tryRemoveChild('web');
    expect(() => app.synth()).toThrow('The app has no objects, and');
    new Chart(app, 'empty');
    expect(() => app.synth()).toThrow('would become empty');
    const second = quiet();
    configMap(new Chart(second, 'other'), 'other');
    expect(() => second.synth()).toThrow('Two apps write to');
  });

  it.each([
    ['a promise', () => Promise.resolve()],
    ['a promise', () => Promise.reject(new Error('too late'))],
    ['false', () => false],
  ])('is not replaced where the gate returns %s rather than to throw', (what, beforeReplace) => {
    const app = quiet({ beforeReplace: beforeReplace as () => void });
    configMap(new Chart(app, 'web'), 'web');
    expect(() => app.synth()).toThrow(`returned ${what}, so nothing is replaced`);
    expect(fs.readdirSync(sandbox)).toEqual([]);
  });

  it('is shown to a gate that is an object, as other languages have them', () => {
    const seen: unknown[] = [];
    const gate = {
      check: (before: unknown[], after: unknown[], folder: string) =>
        void seen.push(before.length, after.length, folder),
    };
    const app = quiet({ gate });
    configMap(new Chart(app, 'web'), 'web');
    app.synth();
    expect(seen).toEqual([0, 1, outdir]);
    const refusing = quiet({
      outdir: `${outdir}-refused`,
      gate: {
        check: () => {
          throw new Error('not now');
        },
      },
    });
    configMap(new Chart(refusing, 'web'), 'web');
    expect(() => refusing.synth()).toThrow('not now');
    expect(fs.existsSync(`${outdir}-refused`)).toBe(false);
  });

  it.each([undefined, 'no'])('is not replaced where the gate throws %j', (thrown) => {
    const app = quiet({
      beforeReplace: () => {
        throw thrown;
      },
    });
    configMap(new Chart(app, 'web'), 'web');
    let caught: unknown = 'nothing';
    try {
      app.synth();
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(thrown);
    expect(fs.existsSync(outdir)).toBe(false);
  });
});

describe('clusters', () => {
  const program = (names: readonly string[], props: GitOpsAppProps = {}): GitOpsApp => {
    const app = quiet(props);
    for (const name of names) {
      const cluster = app.cluster(Cluster.of({ name }));
      const base = new Chart(cluster, 'base');
      configMap(base, 'base', { name });
      const web = new Chart(cluster, 'web');
      configMap(web, 'web');
      web.addDependency(base);
    }
    return app;
  };

  it('have a folder each, with the same file names and a kustomization in the order of the charts', () => {
    program(['production', 'staging']).synth();
    expect(Object.keys(files())).toEqual(
      ['production', 'staging'].flatMap((name) =>
        ['0000-base.k8s.yaml', '0001-web.k8s.yaml', 'Kustomization'].map((file) => `${name}/${file}`),
      ),
    );
    expect(files()['staging/Kustomization']).toBe(
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - 0000-base.k8s.yaml\n  - 0001-web.k8s.yaml\n',
    );
  });

  it('are written together, whichever is synthesised, or not at all', () => {
    const app = program(['production', 'staging']);
    const third = app.cluster(Cluster.of({ name: 'third' }));
    const chart = new Chart(third, 'web');
    configMap(chart, 'web');
    third.synth();
    expect(fs.readdirSync(outdir)).toEqual([RECORD, 'production', 'staging', 'third']);
    chart.node.addValidation({ validate: () => ['no'] });
    expect(() => app.synth()).toThrow('[third: web] no');
  });

  it('go with their folder when they are not there any more', () => {
    program(['production', 'staging']).synth();
    fs.writeFileSync(path.join(outdir, 'staging', 'NOTES.md'), 'mine');
    jest.isolateModules(() => {
      const again = (require('../../lib') as typeof import('../../lib')).GitOpsApp; // eslint-disable-line @typescript-eslint/no-require-imports
      const app = new again({ outdir, report: SynthReport.QUIET });
      configMap(new Chart(app.cluster(Cluster.of({ name: 'production' })), 'web'), 'web');
      app.synth();
    });
    expect(Object.keys(files())).toEqual(['production/Kustomization', 'production/web.k8s.yaml', 'staging/NOTES.md']);
  });

  it.each(['kustomization.yaml', 'kustomization.yml'])(
    'are refused where somebody put a %s beside theirs, as kustomize refuses such a folder',
    (name) => {
      fs.mkdirSync(path.join(outdir, 'staging'), { recursive: true });
      fs.writeFileSync(path.join(outdir, 'staging', name), 'resources: []\n');
      expect(() => program(['production', 'staging']).synth()).toThrow(
        `${path.join(outdir, 'staging')} has a ${name} beside the Kustomization that synth writes`,
      );
      expect(Object.keys(files())).toEqual([`staging/${name}`]);
    },
  );

  it('leave alone a kustomization.yaml where they write none, or in a folder further down', () => {
    fs.mkdirSync(path.join(outdir, 'staging', 'notes'), { recursive: true });
    fs.writeFileSync(path.join(outdir, 'kustomization.yaml'), 'resources: [staging]\n');
    fs.writeFileSync(path.join(outdir, 'staging', 'notes', 'kustomization.yaml'), 'resources: []\n');
    program(['staging'], { kustomization: true }).synth();
    expect(Object.keys(files())).toContain('staging/Kustomization');
  });

  it('are refused where a chart would write a file under that name', () => {
    const app = quiet({ outputFileExtension: '.yaml' });
    configMap(new Chart(app.cluster(Cluster.of({ name: 'production' })), 'kustomization'), 'web');
    expect(() => app.synth()).toThrow(
      "The folder of cluster 'production' has a kustomization.yaml beside the Kustomization",
    );
  });

  it('show the gate what was and what will be, cluster by cluster', () => {
    program(['production', 'staging']).synth();
    const seen: unknown[] = [];
    jest.isolateModules(() => {
      const again = (require('../../lib') as typeof import('../../lib')).GitOpsApp; // eslint-disable-line @typescript-eslint/no-require-imports
      const app = new again({
        outdir,
        report: SynthReport.QUIET,
        beforeReplace: (before, after, folder) => {
          const names = (manifests: typeof before): string[] => manifests.map(({ metadata }) => metadata.name);
          seen.push([path.basename(folder), names(before), names(after)]);
        },
      });
      configMap(new Chart(app.cluster(Cluster.of({ name: 'production' })), 'web'), 'new');
      app.synth();
    });
    expect(seen).toEqual([
      ['production', ['base', 'web'], ['new']],
      ['staging', ['base', 'web'], []],
    ]);
  });

  it('show the gate what was, whatever the files are called', () => {
    const before: string[] = [];
    const app = quiet({
      outputFileExtension: '.manifest',
      recordConstructMetadata: true,
      beforeReplace: (manifests) => void before.push(...manifests.map(({ metadata }) => metadata.name)),
    });
    const cluster = app.cluster(Cluster.of({ name: 'production' }));
    configMap(new Chart(cluster, 'base'), 'base');
    app.synth();
    expect(before).toEqual([]);
    configMap(new Chart(cluster, 'web'), 'web');
    app.synth();
    expect(before).toEqual(['base']);
  });

  it.each(['../x', 'a/b', '', '.', '.git', 'a b'])('refuse the name %j', (name) => {
    expect(() => quiet().cluster(Cluster.of({ name }))).toThrow('because a folder gets this name');
  });

  it('are not emptied by charts that have no objects any more, unless the folder is deleted', () => {
    const names = ['production', 'staging'];
    const app = quiet({ recordConstructMetadata: true });
    const charts = names.map((name) => new Chart(app.cluster(Cluster.of({ name })), 'web'));
    app.synth(); // They had none.
    app.synth();
    const objects = charts.map((chart) => configMap(chart, 'c'));
    app.synth();
    const before = files();
    charts[1]?.node.tryRemoveChild(objects[1]?.node.id ?? '');
    expect(() => app.synth()).toThrow("Cluster 'staging' has no objects, and");
    expect(files()).toEqual(before);
    fs.rmSync(path.join(outdir, 'staging'), { recursive: true });
    app.synth();
    expect(files()['staging/web.k8s.yaml']).toBe('');
  });

  it('refuse a name twice, a cluster in a cluster, and a cluster without charts', () => {
    const app = quiet();
    const production = app.cluster(Cluster.of({ name: 'production' }));
    expect(() => app.cluster(Cluster.of({ name: 'production' }))).toThrow("already a cluster 'production'");
    expect(() => production.cluster(Cluster.of({ name: 'inner' }))).toThrow('inside another cluster');
    expect(() => app.synth()).toThrow("Cluster 'production' has no charts");
  });
});

describe('an option or an argument that is none', () => {
  test.each<[string, object, RegExp]>([
    ['a misspelt option', { outDir: 'dist' }, /`outDir`.*Write `outdir`\. \[prop-unknown\]/],
    ['a number for a folder', { outdir: 5 }, /`outdir` = 5: must be a string/],
    ['text for a switch', { kustomization: 'yes' }, /`kustomization` = 'yes': must be a boolean/],
    ['a function for a gate', { gate: () => undefined }, /`gate` = .*must be an object with a method check/],
    ['two gates', { gate: { check: () => undefined }, beforeReplace: () => undefined }, /beforeReplace is given too/],
    ['text for arguments', { arguments: '--quiet' }, /`arguments` = '--quiet': must be a list/],
    ['a report that is none', { report: 'xml' }, /`report` = 'xml': must be one of text, quiet, json/],
  ])('%s', (_, props, message) => {
    expect(() => new GitOpsApp(props)).toThrow(message);
  });

  test.each([[undefined], ['production'], [{ name: 'production' }]])('%j for a cluster', (target) => {
    expect(() => quiet().cluster(target as unknown as Cluster)).toThrow(/takes a Cluster/);
  });
});
