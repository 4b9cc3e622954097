/**
 * How long does a plan take, beside reading its two inputs?
 *
 *   npx tsx bench/plan.ts [SIZE…]        default: 100 1000 10000 (StatefulSets on each side, each with its Service)
 *
 * Each size runs in a process of its own, so that the peak of memory is its own. Read the ratios; CPU seconds depend on the
 * machine. With KUBECONFIG set and kubectl in the path, `kubectl diff` runs on 100 of them for comparison.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manifestsOf, type ManifestSet } from '../lib/manifests/read';
import { prepareSides } from '../lib/manifests/sides';
import { plan } from '../lib/plan';

/** One app in ten changes: its image, or what the API server refuses. */
function app(index: number, changed: boolean): string {
  const service = changed && index % 20 === 10 ? 'other' : `web-${index}`;
  const image = changed && index % 10 === 0 ? '1.5' : '1.4';
  return `apiVersion: v1
kind: Service
metadata:
  name: web-${index}
  labels:
    app: web-${index}
spec:
  clusterIP: None
  selector:
    app: web-${index}
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web-${index}
  labels:
    app: web-${index}
spec:
  replicas: 3
  serviceName: ${service}
  selector:
    matchLabels:
      app: web-${index}
  template:
    metadata:
      labels:
        app: web-${index}
    spec:
      securityContext:
        runAsNonRoot: true
        fsGroup: 1000
      containers:
        - name: web
          image: example/web:${image}
          ports:
            - name: http
              containerPort: 8080
              protocol: TCP
          env:
            - name: DATA
              value: /data
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
          readinessProbe:
            httpGet:
              path: /
              port: http
          volumeMounts:
            - name: data
              mountPath: /data
  volumeClaimTemplates:
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        resources:
          requests:
            storage: 1Gi
`;
}

const stream = (size: number, changed: boolean): string =>
  Array.from({ length: size }, (_, index) => app(index, changed)).join('---\n');

interface Lap {
  readonly cpu: number;
  readonly wall: number;
}

async function timed<T>(work: () => Promise<T> | T): Promise<[T, Lap]> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = await work();
  const used = process.cpuUsage(cpu);
  return [result, { cpu: (used.user + used.system) / 1e6, wall: (performance.now() - start) / 1e3 }];
}

async function measure(size: number): Promise<void> {
  const read = (text: string): ManifestSet => manifestsOf([{ name: 'standard input', path: '', text, named: true }]);
  const [before, after] = [stream(size, false), stream(size, true)];
  // Both inputs in full, as two programs would read them: without what the reader saves on equal documents.
  const [sets, parse] = await timed(() => [read(before), read(after)] as const);
  const [sides, prepare] = await timed(() =>
    prepareSides(sets[0], sets[1], { kubernetes: '1.37', apply: 'client', validate: 'strict' }),
  );
  const [result, engine] = await timed(() => plan(sides.before, sides.after, {}));
  const seconds = (lap: Lap): string => `${lap.cpu.toFixed(2)} s CPU (${lap.wall.toFixed(2)} s)`;
  const total = parse.cpu + prepare.cpu + engine.cpu;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  print(
    `${size}: parse ${seconds(parse)}, check ${seconds(prepare)}, plan ${seconds(engine)}; ${result.changes.length} changes`,
  );
  print(`  everything / parse = ${(total / parse.cpu).toFixed(2)}; peak ${memory} MB`);
}

function compare(): void {
  if ((process.env['KUBECONFIG'] ?? '') === '' || spawnSync('kubectl', ['version', '--client']).status !== 0) {
    print('kubectl diff: skipped, it needs KUBECONFIG and kubectl in the path');
    return;
  }
  const size = 100;
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const namespace = `bench-plan-${process.pid}`;
  try {
    writeFileSync(join(folder, 'before.yaml'), stream(size, false).replaceAll('replicas: 3', 'replicas: 0'));
    writeFileSync(join(folder, 'after.yaml'), stream(size, true).replaceAll('replicas: 3', 'replicas: 0'));
    execFileSync('kubectl', ['create', 'namespace', namespace], { stdio: 'ignore' });
    execFileSync('kubectl', ['apply', '--namespace', namespace, '-f', join(folder, 'before.yaml')], {
      stdio: 'ignore',
    });
    const start = performance.now();
    const { status, stderr } = spawnSync(
      'kubectl',
      ['diff', '--namespace', namespace, '-f', join(folder, 'after.yaml')],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 30,
      },
    );
    const refused = stderr.split('\n').filter((line) => line.includes('is invalid')).length;
    print(
      `kubectl diff of ${size}: ${((performance.now() - start) / 1e3).toFixed(2)} s, exit ${status ?? '?'}` +
        (refused > 0 ? `; it ends at the first object that is refused (${refused} named)` : ''),
    );
  } finally {
    spawnSync('kubectl', ['delete', 'namespace', namespace, '--wait=false']);
    rmSync(folder, { recursive: true });
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: readonly string[]): Promise<void> {
  if (args[0] === '--one') {
    await measure(Number(args[1]));
    return;
  }
  for (const size of args.length > 0 ? args : ['100', '1000', '10000']) {
    spawnSync(process.execPath, [...process.execArgv, __filename, '--one', size], { stdio: 'inherit' });
  }
  compare();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
