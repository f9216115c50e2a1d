{{/* Environment variables that the chart sets: the same for all replicas, and SIDECAR_MAX_JOBS of agents. Arguments: root, component. */}}
{{- define "siren-sidecar.chartEnv" -}}
{{- with .root.Values -}}
- name: SIDECAR_ELASTICSEARCH_URL
  value: {{ .elasticsearch.url | quote }}
{{- with .elasticsearch.credentials }}
{{- if and .existingSecret (eq .type "apiKey") }}
- name: SIDECAR_ELASTICSEARCH_API_KEY
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .apiKeyKey | quote }}}}
{{- else if .existingSecret }}
- name: SIDECAR_ELASTICSEARCH_USERNAME
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .usernameKey | quote }}}}
- name: SIDECAR_ELASTICSEARCH_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ .existingSecret | quote }}, key: {{ .passwordKey | quote }}}}
{{- end }}
{{- end }}
{{- if or .elasticsearch.ca.configMap .elasticsearch.ca.secret }}
- name: SIDECAR_ELASTICSEARCH_CA_CERTS
  value: /etc/siren-sidecar/elasticsearch/ca.crt
{{- end }}
- name: SIDECAR_SECRET_KEY
  valueFrom: {secretKeyRef: {name: {{ .secretKey.existingSecret | quote }}, key: {{ .secretKey.key | quote }}}}
- name: SIDECAR_BIND
  value: 0.0.0.0:9280
{{- with .allowedSources }}
- name: SIDECAR_ALLOWED_SOURCES
  value: {{ join "," . | quote }}
{{- end }}
{{- with .allowedWebhooks }}
- name: SIDECAR_ALLOWED_WEBHOOKS
  value: {{ join "," . | quote }}
{{- end }}
{{- with concat .allowedHosts (ternary .ingress.hosts list .ingress.enabled) | uniq }}
- name: SIDECAR_ALLOWED_HOSTS
  value: {{ join "," . | quote }}
{{- end }}
{{- if .allowAnonymous }}
- name: SIDECAR_ALLOW_ANONYMOUS
  value: "true"
{{- end }}
- name: SIDECAR_SHUTDOWN_GRACE
  value: {{ printf "%ds" (int .shutdownGraceSeconds) }}
- name: SIDECAR_LOG_LEVEL
  value: {{ .logLevel }}
{{- if .jdbc.enabled }}
- name: SIDECAR_JDBC_DRIVERS
  value: {{ .jdbc.path | quote }}
{{- end }}
{{- if .dask.scheduler }}
- name: SIDECAR_DASK_SCHEDULER
  value: {{ .dask.scheduler | quote }}
{{- if .dask.allowInsecure }}
- name: SIDECAR_DASK_ALLOW_INSECURE
  value: "true"
{{- end }}
{{- if .dask.existingSecret }}
- name: SIDECAR_DASK_CA
  value: /etc/siren-sidecar/dask/ca.crt
- name: SIDECAR_DASK_CERT
  value: /etc/siren-sidecar/dask/tls.crt
- name: SIDECAR_DASK_KEY
  value: /etc/siren-sidecar/dask/tls.key
{{- end }}
{{- end }}
{{- end }}
{{- if eq .component "agent" }}
- name: SIDECAR_MAX_JOBS
  value: {{ .root.Values.agent.maxJobs | quote }}
{{- end }}
{{- end }}

{{/* All environment variables. A variable that the chart sets may not be set again. Arguments: root, component. */}}
{{- define "siren-sidecar.env" -}}
{{- $env := include "siren-sidecar.chartEnv" . }}
{{- $names := list }}
{{- range fromYamlArray $env }}{{ $names = append $names .name }}{{ end }}
{{- range .root.Values.extraEnv }}
{{- if has .name $names }}
{{- fail (printf "[extraEnv] sets %s, which another value of the chart sets; use that value" .name) }}
{{- end }}
{{- end }}
{{- $env }}
{{- with .root.Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "siren-sidecar.volumeMounts" -}}
{{- with .Values -}}
- {name: data, mountPath: /var/lib/siren-sidecar}
- {name: memory, mountPath: /dev/shm}
{{- if or .elasticsearch.ca.configMap .elasticsearch.ca.secret }}
- {name: elasticsearch-ca, mountPath: /etc/siren-sidecar/elasticsearch, readOnly: true}
{{- end }}
{{- if and .dask.scheduler .dask.existingSecret }}
- {name: dask-tls, mountPath: /etc/siren-sidecar/dask, readOnly: true}
{{- end }}
{{- if and .jdbc.enabled .jdbc.existingClaim }}
- {name: jdbc-drivers, mountPath: {{ .jdbc.path | quote }}, readOnly: true}
{{- end }}
{{- with .extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end }}

{{/* Arguments: root, options (the values of the component). */}}
{{- define "siren-sidecar.volumes" -}}
- name: data
  emptyDir: {sizeLimit: {{ .options.dataSizeLimit }}}
- name: memory
  emptyDir: {medium: Memory, sizeLimit: {{ .options.memorySizeLimit }}}
{{- with .root.Values }}
{{- with .elasticsearch.ca }}
{{- if .configMap }}
- name: elasticsearch-ca
  configMap: {name: {{ .configMap | quote }}, items: [{key: {{ .key | quote }}, path: ca.crt}]}
{{- else if .secret }}
- name: elasticsearch-ca
  secret: {secretName: {{ .secret | quote }}, items: [{key: {{ .key | quote }}, path: ca.crt}]}
{{- end }}
{{- end }}
{{- if and .dask.scheduler .dask.existingSecret }}
- name: dask-tls
  secret: {secretName: {{ .dask.existingSecret | quote }}, defaultMode: 0440}
{{- end }}
{{- if and .jdbc.enabled .jdbc.existingClaim }}
- name: jdbc-drivers
  persistentVolumeClaim: {claimName: {{ .jdbc.existingClaim | quote }}, readOnly: true}
{{- end }}
{{- with .extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end }}

{{/* The container without probes. Arguments: root, component, command (list), options. */}}
{{- define "siren-sidecar.container" -}}
name: {{ .component }}
image: {{ include "siren-sidecar.image" .root | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args: {{ toJson .command }}
env:
  {{- include "siren-sidecar.env" . | nindent 2 }}
{{- with .root.Values.extraEnvFrom }}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  allowPrivilegeEscalation: false
  privileged: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- with .options.resources }}
resources:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumeMounts:
  {{- include "siren-sidecar.volumeMounts" .root | nindent 2 }}
{{- end }}

{{/* What all pods have, apart from their containers. Arguments: root, options. */}}
{{- define "siren-sidecar.podSpec" -}}
automountServiceAccountToken: false
# A Service named sidecar would set variables such as SIDECAR_PORT, which are not settings and stop the start.
enableServiceLinks: false
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  seccompProfile: {type: RuntimeDefault}
  {{- with .root.Values.securityContext }}
  {{- range $name, $id := . }}
  {{- if kindIs "invalid" $id | not }}
  {{ $name }}: {{ int64 $id }}
  {{- end }}
  {{- end }}
  {{- if .fsGroup }}
  fsGroupChangePolicy: OnRootMismatch
  {{- end }}
  {{- end }}
volumes:
  {{- include "siren-sidecar.volumes" . | nindent 2 }}
{{- with .options.priorityClassName }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .options.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .options.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .options.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The pods of a Deployment, apart from their containers. Arguments: root, component, options. */}}
{{- define "siren-sidecar.deploymentPodSpec" -}}
serviceAccountName: {{ include "siren-sidecar.serviceAccountName" .root | quote }}
terminationGracePeriodSeconds: {{ add 15 (int .root.Values.shutdownGraceSeconds) }}
{{ include "siren-sidecar.podSpec" . }}
{{- $selector := dict "matchLabels" (include "siren-sidecar.selectorLabels" . | fromYaml) }}
{{- with .options.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- range . }}
  {{- toYaml (list (ternary . (merge dict . (dict "labelSelector" $selector)) (hasKey . "labelSelector"))) | nindent 2 }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Arguments: root, component, options. */}}
{{- define "siren-sidecar.podMetadata" -}}
labels:
  {{- include "siren-sidecar.labels" . | nindent 2 }}
  {{- with .options.podLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .options.podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
