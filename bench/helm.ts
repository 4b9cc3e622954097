import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { APP_PROPS, plainObjects } from './objects';
import { namesOf, text } from './text';

/** A chart that makes the objects from the props that the construct gets, as charts do: labels from a helper, lists from loops. */
const FROM_PROPS = `{{- define "labels" -}}
app.kubernetes.io/name: {{ .name }}
{{- end }}
{{- define "app" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  namespace: {{ .namespace | default "default" }}
  labels:
    {{- include "labels" . | nindent 4 }}
spec:
  clusterIP: None
  ports:
    - name: http
      port: {{ .port }}
  selector:
    {{- include "labels" . | nindent 4 }}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ .name }}
  namespace: {{ .namespace | default "default" }}
spec:
  replicas: {{ .replicas }}
  selector:
    matchLabels:
      {{- include "labels" . | nindent 6 }}
  serviceName: {{ .name }}
  template:
    metadata:
      labels:
        {{- include "labels" . | nindent 8 }}
    spec:
      automountServiceAccountToken: false
      containers:
        - name: {{ .name }}
          image: {{ .image }}
          {{- with .env }}
          env:
            {{- range $name, $value := . }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          {{- end }}
          ports:
            - containerPort: {{ .port }}
              name: http
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
            readOnlyRootFilesystem: true
          volumeMounts:
            {{- range .claims }}
            - mountPath: {{ .mountPath }}
              name: {{ .name }}
            {{- end }}
            - mountPath: /tmp
              name: writable-tmp
      securityContext:
        fsGroup: 10001
        fsGroupChangePolicy: OnRootMismatch
        runAsGroup: 10001
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile:
          type: RuntimeDefault
      topologySpreadConstraints:
        {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
        - labelSelector:
            matchLabels:
              {{- include "labels" $ | nindent 14 }}
          maxSkew: 1
          topologyKey: {{ . }}
          whenUnsatisfiable: ScheduleAnyway
        {{- end }}
      volumes:
        - emptyDir: {}
          name: writable-tmp
  {{- with .claims }}
  volumeClaimTemplates:
    {{- range . }}
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: {{ .name }}
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: {{ .size }}
    {{- end }}
  {{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  namespace: {{ .namespace | default "default" }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "labels" . | nindent 6 }}
  unhealthyPodEvictionPolicy: AlwaysAllow
{{- end }}
`;

/** The same from the same props, as whoever writes for speed: flow style, and no helper in it. */
const CONDENSED = `{{- define "app" -}}
{{- $labels := printf "{app.kubernetes.io/name: %s}" .name -}}
apiVersion: v1
kind: Service
metadata: {name: {{ .name }}, namespace: {{ .namespace | default "default" }}, labels: {{ $labels }}}
spec: {clusterIP: None, ports: [{name: http, port: {{ .port }}}], selector: {{ $labels }}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: {{ .name }}, namespace: {{ .namespace | default "default" }}}
spec:
  replicas: {{ .replicas }}
  selector: {matchLabels: {{ $labels }}}
  serviceName: {{ .name }}
  template:
    metadata: {labels: {{ $labels }}}
    spec:
      automountServiceAccountToken: false
      containers:
        - name: {{ .name }}
          image: {{ .image }}
          env: [{{ range $name, $value := .env }}{name: {{ $name }}, value: {{ $value | quote }}}, {{ end }}]
          ports: [{containerPort: {{ .port }}, name: http}]
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true}
          volumeMounts: [{{ range .claims }}{mountPath: {{ .mountPath }}, name: {{ .name }}}, {{ end }}{mountPath: /tmp, name: writable-tmp}]
      securityContext: {fsGroup: 10001, fsGroupChangePolicy: OnRootMismatch, runAsGroup: 10001, runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
      topologySpreadConstraints:
        - {labelSelector: {matchLabels: {{ $labels }}}, maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}
        - {labelSelector: {matchLabels: {{ $labels }}}, maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway}
      volumes: [{emptyDir: {}, name: writable-tmp}]
  volumeClaimTemplates:
    {{- range .claims }}
    - {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: {{ .name }}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: {{ .size }}}}}}
    {{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: {{ .name }}, namespace: {{ .namespace | default "default" }}}
spec: {maxUnavailable: 1, selector: {matchLabels: {{ $labels }}}, unhealthyPodEvictionPolicy: AlwaysAllow}
{{- end }}
`;

/** The least that Helm can do: finished text, in which the name alone is filled in. */
const namesAlone = (): string =>
  `{{- define "app" }}${text(plainObjects('NAME')).replaceAll('NAME', '{{ .name }}')}{{- end }}\n`;

export type HelmChart = 'from the props' | 'condensed' | 'names alone';

const APP_TEMPLATES: Readonly<Record<HelmChart, () => string>> = {
  'from the props': () => FROM_PROPS,
  condensed: () => CONDENSED,
  'names alone': namesAlone,
};

/** Helm writes a file for each template: one with a loop, or one for each app. */
export function writeHelmChart(folder: string, apps: number, chart: HelmChart, fileEach: boolean): void {
  const templates = path.join(folder, 'templates');
  fs.mkdirSync(templates, { recursive: true });
  fs.writeFileSync(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.1.0\n');
  const props = chart === 'names alone' ? {} : APP_PROPS;
  const values = namesOf(apps).map((name) => [name, { name, ...props }] as const);
  const list = fileEach ? Object.fromEntries(values) : values.map(([, value]) => value);
  fs.writeFileSync(path.join(folder, 'values.yaml'), stringify({ apps: list }));
  fs.writeFileSync(path.join(templates, '_app.tpl'), APP_TEMPLATES[chart]());
  if (!fileEach) {
    fs.writeFileSync(
      path.join(templates, 'apps.yaml'),
      '{{- range .Values.apps }}\n---\n{{ include "app" . }}\n{{- end }}\n',
    );
    return;
  }
  for (const [name] of values) {
    fs.writeFileSync(path.join(templates, `${name}.yaml`), `{{ include "app" (index .Values.apps "${name}") }}\n`);
  }
}
