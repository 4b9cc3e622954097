/** An app of a generated repository: a Deployment with a claim, a Secret that it needs, and a StatefulSet with a claim template. */
export interface App {
  readonly name: string;
  readonly image: string;
  readonly size: string;
  readonly selector: string;
  readonly label: string;
  readonly replicas: number;
  readonly hasSecret: boolean;
  readonly hasClaim: boolean;
  readonly comment: string;
}

export type Files = Readonly<Record<string, string>>;

/** A way to lay apps out in a repository. */
export interface Shape {
  readonly name: string;
  readonly files: (apps: readonly App[]) => Files;
  /** What applies the objects of an app. */
  readonly unitOf: (app: App) => string;
  /** Whether what leaves the repository is deleted from the cluster. */
  readonly prunes: boolean;
  /** Whether the objects of an app go with its unit, and are deleted then. */
  readonly removes: boolean;
}

const kustomize = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const repoURL = 'https://git.example.com/shop/deploy.git';
const finalizers = '{ finalizers: [resources-finalizer.argocd.argoproj.io], namespace: argocd';

/** The manifests of an app, by file. `given` puts something else in the place of a value. */
function manifests(app: App, given: { readonly size?: string; readonly image?: string } = {}): Files {
  const { name, selector, label, replicas } = app;
  const pod = `
    metadata: { labels: { app: ${selector} } }
    spec:
      containers:
        - name: main
          image: ${given.image ?? app.image}
          envFrom: [{ secretRef: { name: ${name}-login } }]`;
  return {
    'deployment.yaml': `${app.comment}apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, labels: { team: ${label} } }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${selector} } }
  template:${pod}
          volumeMounts: [{ name: data, mountPath: /data }]
      volumes: [{ name: data, persistentVolumeClaim: { claimName: ${name}-files } }]
`,
    'database.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}-db }
spec:
  serviceName: ${name}-db
  selector: { matchLabels: { app: ${name}-db } }
  template:${pod.replace(`app: ${selector}`, `app: ${name}-db`)}
          volumeMounts: [{ name: data, mountPath: /data }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: ${given.size ?? app.size}
`,
    'service.yaml': `apiVersion: v1
kind: Service
metadata: { name: ${name}-db }
spec: { clusterIP: None, selector: { app: ${name}-db }, ports: [{ port: 5432 }] }
`,
    ...(app.hasSecret
      ? {
          'secret.yaml': `apiVersion: v1
kind: Secret
metadata: { name: ${name}-login }
stringData: { PASSWORD: example }
`,
        }
      : {}),
    ...(app.hasClaim
      ? {
          'claim.yaml': `apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name}-files }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`,
        }
      : {}),
  };
}

function under(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

function each(apps: readonly App[], filesOf: (app: App) => Files): Files {
  return Object.assign({}, ...apps.map(filesOf)) as Files;
}

function kustomized(app: App, folder: string): Files {
  const own = manifests(app);
  return under(folder, { ...own, 'kustomization.yaml': `${kustomize}resources: [${Object.keys(own).join(', ')}]\n` });
}

/** A chart that renders the app out of values. */
function chart(app: App, folder: string): Files {
  const own = manifests(app, { size: '{{ .Values.size }}', image: '{{ .Values.image | quote }}' });
  return under(folder, {
    'Chart.yaml': `apiVersion: v2\nname: ${app.name}\nversion: 1.0.0\n`,
    'values.yaml': 'size: 1Gi\nimage: none\n',
    'production.yaml': `size: ${app.size}\nimage: ${app.image}\n`,
    ...under('templates', own),
  });
}

function application(app: App, source: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: ${finalizers}, name: ${app.name} }
spec:
  source: { repoURL: '${repoURL}', ${source} }
  destination: { namespace: ${app.name}, server: https://kubernetes.default.svc }
  syncPolicy: { automated: { prune: true } }
`;
}

function applicationSet(generators: string, name: string, path: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: apps, namespace: argocd }
spec:
  generators:
${generators.replace(/^/gm, '    ').trimEnd()}
  template:
    metadata: { name: '${name}' }
    spec:
      source: { repoURL: '${repoURL}', path: '${path}' }
      destination: { namespace: '${name}', server: https://kubernetes.default.svc }
      syncPolicy: { automated: { prune: true } }
`;
}

const elements = (apps: readonly App[], more = ''): string =>
  `[${apps.map(({ name }) => `{ app: ${name}${more} }`).join(', ')}]`;

const folders = (apps: readonly App[]): Files => each(apps, (app) => under(`apps/${app.name}`, manifests(app)));

function set(name: string, generators: (apps: readonly App[]) => string, app = '{{app}}', path = `apps/${app}`): Shape {
  return {
    name: `ApplicationSet with ${name}`,
    files: (apps) => ({ ...folders(apps), 'argocd/apps.yaml': applicationSet(generators(apps), app, path) }),
    unitOf: (each) => `Application argocd/${each.name}`,
    prunes: true,
    removes: true,
  };
}

const argocd = (name: string, filesOf: (app: App) => Files, source: (app: App) => string): Shape => ({
  name: `Argo CD with ${name}`,
  files: (apps) =>
    each(apps, (app) => ({ ...filesOf(app), [`argocd/${app.name}.yaml`]: application(app, source(app)) })),
  unitOf: (app) => `Application argocd/${app.name}`,
  prunes: true,
  removes: true,
});

function fluxKustomization(app: App): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${app.name}, namespace: flux-system }
spec:
  path: ./apps/${app.name}
  prune: true
  targetNamespace: ${app.name}
  sourceRef: { kind: GitRepository, name: flux-system }
`;
}

const flux: Shape = {
  name: 'Flux with substitutions, and a parent that patches its children',
  files: (apps) => ({
    'clusters/production/apps.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  path: ./flux
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
  patches:
    - target: { kind: Kustomization, group: kustomize.toolkit.fluxcd.io }
      patch: |
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: any }
        spec: { postBuild: { substituteFrom: [{ kind: ConfigMap, name: settings }] } }
`,
    'clusters/production/settings.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: flux-system }\ndata:\n${apps
      .map((app) => `  SIZE_${app.name}: ${app.size}\n`)
      .join('')}`,
    ...each(apps, (app) => ({
      [`flux/${app.name}.yaml`]: fluxKustomization(app),
      ...under(`apps/${app.name}`, manifests(app, { size: `\${SIZE_${app.name}}` })),
    })),
  }),
  unitOf: (app) => `Kustomization flux-system/${app.name}`,
  prunes: true,
  removes: true,
};

const helmRelease: Shape = {
  name: 'Flux with a HelmRelease of a chart beside it',
  files: (apps) =>
    each(apps, (app) => ({
      ...chart(app, `charts/${app.name}`),
      [`releases/${app.name}.yaml`]: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${app.name}, namespace: shop }
spec:
  chart: { spec: { chart: ./charts/${app.name}, sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system } } }
  values: { size: ${app.size}, image: '${app.image}' }
`,
    })),
  unitOf: (app) => `HelmRelease shop/${app.name}`,
  prunes: true,
  removes: true,
};

const appOfApps: Shape = {
  name: 'an app of apps that is a chart',
  files: (apps) => ({
    ...folders(apps),
    'argocd/root.yaml': application({ ...(apps[0] as App), name: 'root' }, 'path: root'),
    'root/Chart.yaml': 'apiVersion: v2\nname: root\nversion: 1.0.0\n',
    'root/values.yaml': `apps: [${apps.map(({ name }) => name).join(', ')}]\n`,
    'root/templates/apps.yaml': `{{- range .Values.apps }}\n---\n${application({ ...(apps[0] as App), name: '{{ . }}' }, 'path: "apps/{{ . }}"')}{{- end }}\n`,
  }),
  unitOf: (app) => `Application argocd/${app.name}`,
  prunes: true,
  removes: true,
};

export const SHAPES: readonly Shape[] = [
  argocd(
    'folders',
    (app) => under(`apps/${app.name}`, manifests(app)),
    ({ name }) => `path: apps/${name}`,
  ),
  argocd(
    'kustomizations',
    (app) => ({
      ...kustomized(app, `base/${app.name}`),
      [`live/${app.name}/kustomization.yaml`]: `${kustomize}resources: [../../base/${app.name}]\nnamespace: ${app.name}\nlabels: [{ pairs: { tier: backend } }]\n`,
    }),
    ({ name }) => `path: live/${name}`,
  ),
  argocd(
    'charts',
    (app) => chart(app, `charts/${app.name}`),
    ({ name }) => `path: charts/${name}, helm: { valueFiles: [production.yaml] }`,
  ),
  appOfApps,
  set('a list', (apps) => `- list: { elements: ${elements(apps)} }\n`),
  set(
    'folders of git',
    () => `- git: { repoURL: '${repoURL}', directories: [{ path: apps/* }] }\n`,
    '{{path.basename}}',
    '{{path}}',
  ),
  set(
    'clusters',
    (apps) => `${apps.map(({ name }) => `- clusters: { values: { app: ${name} } }\n`).join('')}`,
    '{{values.app}}',
  ),
  set(
    'a matrix',
    (apps) =>
      `- matrix: { generators: [{ list: { elements: [{ stage: live }] } }, { list: { elements: ${elements(apps)} } }] }\n`,
  ),
  set(
    'a merge',
    (apps) =>
      `- merge: { mergeKeys: [app], generators: [{ list: { elements: ${elements(apps, ', folder: none')} } }, { list: { elements: [${apps
        .map(({ name }) => `{ app: ${name}, folder: ${name} }`)
        .join(', ')}] } }] }\n`,
    '{{app}}',
    'apps/{{folder}}',
  ),
  flux,
  helmRelease,
  {
    name: 'folders that the synth wrote',
    files: (apps) =>
      each(apps, (app) => ({
        [`dist/${app.name}/Kustomization`]: `${kustomize}resources:\n  - ${app.name}.k8s.yaml\n`,
        [`dist/${app.name}/${app.name}.k8s.yaml`]: Object.values(manifests(app)).join('---\n'),
      })),
    unitOf: (app) => `Folder dist/${app.name}`,
    prunes: true,
    removes: false,
  },
  {
    name: 'plain folders',
    files: (apps) => folders(apps),
    unitOf: (app) => `Folder apps/${app.name}`,
    prunes: true,
    removes: false,
  },
];
