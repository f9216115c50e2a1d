{{- define "siren-sidecar.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name of all objects; the longest suffix is "-preflight". */}}
{{- define "siren-sidecar.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "siren-sidecar.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "siren-sidecar.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "siren-sidecar.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (ternary (include "siren-sidecar.fullname" .) "default" .Values.serviceAccount.create) }}
{{- end }}

{{/* Labels that never change. Arguments: root, component (optional). */}}
{{- define "siren-sidecar.selectorLabels" -}}
app.kubernetes.io/name: {{ include "siren-sidecar.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{/* Arguments: root, component (optional). */}}
{{- define "siren-sidecar.labels" -}}
{{ include "siren-sidecar.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
{{- end }}

{{- define "siren-sidecar.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/* Stop with a sentence that says what to do, if values do not fit together. */}}
{{- define "siren-sidecar.check" -}}
{{- with .Values }}
{{- if not .elasticsearch.url }}
{{- fail "[elasticsearch.url] is required: set it to the URL of your cluster, such as https://elasticsearch:9200" }}
{{- end }}
{{- if not .secretKey.existingSecret }}
{{- fail "[secretKey.existingSecret] is required: all replicas share one secret key. Create a secret with the key [secret-key] from a generated Fernet key, as the section Secrets of docs/kubernetes.md shows, and set the value to its name" }}
{{- end }}
{{- if not (or .elasticsearch.credentials.existingSecret .allowAnonymous .extraEnv .extraEnvFrom) }}
{{- fail "[elasticsearch.credentials.existingSecret] is required: create a secret with the key [api-key], or set [allowAnonymous] to true if the cluster has no security and only trusted clients reach the API" }}
{{- end }}
{{- if and .elasticsearch.ca.configMap .elasticsearch.ca.secret }}
{{- fail "[elasticsearch.ca.configMap] and [elasticsearch.ca.secret] are both set; set only one of them" }}
{{- end }}
{{- if and (hasPrefix "tls://" .dask.scheduler) (not .dask.existingSecret) }}
{{- fail "[dask.existingSecret] is required for a scheduler with tls://: create a secret with the keys [ca.crt], [tls.crt] and [tls.key]" }}
{{- end }}
{{- if and (hasPrefix "tcp://" .dask.scheduler) (not .dask.allowInsecure) }}
{{- fail "[dask.scheduler] has no TLS: whoever reaches it can run code on its workers. Use tls://, or set [dask.allowInsecure] to true if a NetworkPolicy protects the scheduler" }}
{{- end }}
{{- if and .ingress.enabled (not .ingress.hosts) }}
{{- fail "[ingress.hosts] is required with [ingress.enabled]: set it to the names by which clients reach the API" }}
{{- end }}
{{- if and .networkPolicy.egress.enabled (not .networkPolicy.enabled) }}
{{- fail "[networkPolicy.egress.enabled] needs [networkPolicy.enabled]" }}
{{- end }}
{{- if and .networkPolicy.egress.enabled (not .networkPolicy.egress.rules) }}
{{- fail "[networkPolicy.egress.rules] is required with [networkPolicy.egress.enabled]: allow Elasticsearch and your databases" }}
{{- end }}
{{- end }}
{{- end }}
