import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import {
  type ArgoCdOptions,
  Cluster,
  Delivery,
  type FluxOptions,
  GitOpsApp,
  type GitOpsAppProps,
  SynthReport,
} from '../../lib';
import { readFolder } from '../support/synth-program';

/* eslint-disable @typescript-eslint/no-explicit-any -- manifests are looked into freely */

let sandbox: string;
let outdir: string;
beforeEach(() => {
  sandbox = fs.mkdtempSync(path.join(os.tmpdir(), 'delivery-'));
  outdir = path.join(sandbox, 'dist');
});
afterEach(() => fs.rmSync(sandbox, { recursive: true, force: true }));

const ARGO: ArgoCdOptions = { name: 'shop', repoUrl: 'https://git.example.org/shop.git' };
const FLUX: FluxOptions = { name: 'shop', url: 'https://git.example.org/shop.git' };

/** Two clusters, each with a chart `wiki` that depends on an empty one, and that on `db`. */
function synth(props: GitOpsAppProps): Record<string, string> {
  const outdir = fs.mkdtempSync(path.join(sandbox, 'dist-'));
  const app = new GitOpsApp({ outdir, report: SynthReport.QUIET, ...props });
  for (const name of ['laptop', 'production']) {
    const cluster = app.cluster(Cluster.of({ name }));
    const chart = (id: string): Chart => new Chart(cluster, id, { namespace: 'shop' });
    const [wiki, between, db] = [chart('wiki'), chart('between'), chart('db')];
    for (const one of [wiki, db]) {
      new ApiObject(one, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: one.node.id } });
    }
    wiki.addDependency(between);
    between.addDependency(db);
  }
  app.synth();
  return readFolder(outdir);
}

function objects(files: Record<string, string>, file: string): any[] {
  return parseAllDocuments(files[file] ?? '').map((document) => document.toJS());
}

describe('a folder for each chart', () => {
  test.each(Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type === 'number'))(
    'has a list of its files, and the cluster a list of the folders (type of output %s)',
    (yamlOutputType) => {
      const files = synth({ folderPerChart: true, yamlOutputType });
      expect(parse(files['laptop/Kustomization'] ?? '').resources).toEqual(['db', 'wiki']);
      for (const chart of ['db', 'wiki']) {
        const [listed] = parse(files[`laptop/${chart}/Kustomization`] ?? '').resources;
        expect(objects(files, `laptop/${chart}/${listed}`)[0].metadata.name).toBe(chart);
      }
    },
  );

  test('is called after the chart alone, so that the folders of others keep their names when a chart comes before them', () => {
    expect(Object.keys(synth({ folderPerChart: true })).filter((file) => /\d{4}/.test(file))).toEqual([]);
    expect(Object.keys(synth({})).filter((file) => /\d{4}/.test(file))).not.toEqual([]);
  });

  test('needs clusters', () => {
    const app = new GitOpsApp({ outdir, folderPerChart: true });
    expect(() => app.synth()).toThrow(/folderPerChart/);
  });
});

describe('a delivery by Argo CD', () => {
  test('is an Application for each cluster, which deletes nothing by itself', () => {
    const files = synth({ delivery: Delivery.argoCd({ ...ARGO, path: 'deploy/dist' }) });
    const [application, ...others] = objects(files, 'argocd/production.k8s.yaml');
    expect(others).toEqual([]);
    expect(application.metadata).toEqual({ name: 'shop-production', namespace: 'argocd' });
    expect(application.spec.source).toEqual({
      repoURL: 'https://git.example.org/shop.git',
      targetRevision: 'HEAD',
      path: 'deploy/dist/production',
    });
    expect(application.spec.destination).toEqual({ name: 'production', namespace: 'default' });
    expect(application.spec.syncPolicy.automated).toEqual({ prune: false, selfHeal: false });
    expect(application.spec.syncPolicy.syncOptions).toContain('FailOnSharedResource=true');
  });

  test('is one for each folder of a chart', () => {
    const files = synth({ delivery: Delivery.argoCd(ARGO), folderPerChart: true });
    const applications = objects(files, 'argocd/laptop.k8s.yaml');
    expect(applications.map(({ metadata, spec }) => [metadata.name, spec.source.path])).toEqual([
      ['shop-laptop-db', 'dist/laptop/db'],
      ['shop-laptop-wiki', 'dist/laptop/wiki'],
    ]);
  });

  test('reaches a cluster by another name, or by its address', () => {
    const destinations = { laptop: 'https://kubernetes.default.svc', production: 'prod-eu' };
    const files = synth({ delivery: Delivery.argoCd({ ...ARGO, destinations }) });
    const destination = (cluster: string): object => objects(files, `argocd/${cluster}.k8s.yaml`)[0].spec.destination;
    expect(destination('laptop')).toEqual({ server: 'https://kubernetes.default.svc', namespace: 'default' });
    expect(destination('production')).toEqual({ name: 'prod-eu', namespace: 'default' });
  });

  test.each([
    [true, 'dist/laptop/*', 'shop-laptop-{{ .path.basename }}'],
    [false, 'dist/laptop', 'shop-laptop'],
  ])(
    'by ApplicationSets finds the folders itself, and keeps the apps of folders that are gone (per chart: %s)',
    (folderPerChart, directory, name) => {
      const files = synth({ delivery: Delivery.argoCd({ ...ARGO, applicationSets: true }), folderPerChart });
      const [{ spec }] = objects(files, 'argocd/laptop.k8s.yaml');
      expect(spec.generators[0].git.directories).toEqual([{ path: directory }]);
      expect(spec.syncPolicy).toEqual({ preserveResourcesOnDeletion: true });
      expect(spec.template.metadata.name).toBe(name);
    },
  );

  test('takes the options of the sync', () => {
    const options = {
      ...ARGO,
      prune: true,
      selfHeal: true,
      project: 'shops',
      namespace: 'gitops',
      targetRevision: 'release',
    };
    const [{ metadata, spec }] = objects(synth({ delivery: Delivery.argoCd(options) }), 'argocd/laptop.k8s.yaml');
    expect(spec.syncPolicy.automated).toEqual({ prune: true, selfHeal: true });
    expect([metadata.namespace, spec.project, spec.source.targetRevision]).toEqual(['gitops', 'shops', 'release']);
    const [manual] = objects(
      synth({ delivery: Delivery.argoCd({ ...ARGO, automated: false }) }),
      'argocd/laptop.k8s.yaml',
    );
    expect(manual.spec.syncPolicy).not.toHaveProperty('automated');
  });
});

describe('a delivery by Flux', () => {
  test('is a GitRepository and a Kustomization for each cluster, which deletes no app', () => {
    const files = synth({ delivery: Delivery.flux({ ...FLUX, secretName: 'git' }) });
    const [repository, kustomization, ...others] = objects(files, 'flux/laptop/delivery.k8s.yaml');
    expect(others).toEqual([]);
    expect(repository.spec).toMatchObject({ ref: { branch: 'main' }, secretRef: { name: 'git' }, interval: '10m' });
    expect(kustomization.spec).toMatchObject({
      path: './dist/laptop',
      prune: false,
      deletionPolicy: 'Orphan',
      wait: true,
    });
    expect(kustomization.spec.sourceRef).toEqual({ kind: 'GitRepository', name: repository.metadata.name });
  });

  test('keeps the order of charts that depend on each other, also through one without objects', () => {
    const files = synth({ delivery: Delivery.flux(FLUX), folderPerChart: true });
    const [, db, wiki] = objects(files, 'flux/laptop/delivery.k8s.yaml');
    expect([db.metadata.name, db.spec.dependsOn]).toEqual(['shop-db', undefined]);
    expect([wiki.metadata.name, wiki.spec.dependsOn]).toEqual(['shop-wiki', [{ name: 'shop-db' }]]);
  });
});

describe('a delivery that cannot be', () => {
  test.each([
    ['a name', () => Delivery.argoCd({ ...ARGO, name: 'My Shop' }), /`name` = 'My Shop'/],
    ['a path outside of the repository', () => Delivery.argoCd({ ...ARGO, path: '../dist' }), /`path`/],
    [
      'an address without a scheme, which Flux refuses',
      () => Delivery.flux({ ...FLUX, url: 'git@host:shop' }),
      /`url`.*ssh/,
    ],
    ['an interval', () => Delivery.flux({ ...FLUX, interval: '10 minutes' }), /`interval`/],
    [
      'a destination of no cluster',
      () => synth({ delivery: Delivery.argoCd({ ...ARGO, destinations: { prod: 'x' } }) }),
      /'prod'/,
    ],
    [
      'an option',
      () => synth({ delivery: Delivery.flux({ ...FLUX, brunch: 'main' } as FluxOptions) }),
      /brunch.*branch/,
    ],
    ['something else', () => synth({ delivery: ARGO as unknown as Delivery }), /delivery.*Delivery/],
  ])('says so: %s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('has charts outside of clusters, which would reach none', () => {
    const app = new GitOpsApp({ outdir, delivery: Delivery.argoCd(ARGO), report: SynthReport.QUIET });
    for (const scope of [app, app.cluster(Cluster.of({ name: 'laptop' }))]) {
      const metadata = { name: 'settings' };
      new ApiObject(new Chart(scope, 'web'), 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    }
    expect(() => app.synth()).toThrow(/charts outside of them/);
  });

  test('meets a cluster of the name of its folder', () => {
    const app = new GitOpsApp({ outdir, delivery: Delivery.flux(FLUX), report: SynthReport.QUIET });
    const metadata = { name: 'settings' };
    const chart = new Chart(app.cluster(Cluster.of({ name: 'flux' })), 'web');
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    expect(() => app.synth()).toThrow(/No cluster can be called 'flux'/);
  });
});
