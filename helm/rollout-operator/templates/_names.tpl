{{/* Names of objects: the release's, which leaves room for the longest ending. */}}
{{- define "rollout-operator.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains "rollout-operator" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-rollout-operator" .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Names of cluster-scoped objects: those of installs in other namespaces must not meet. */}}
{{- define "rollout-operator.clusterName" -}}
{{- if .Values.namespaced -}}
{{- printf "%s-%s" (include "rollout-operator.fullname" .) .Release.Namespace -}}
{{- else -}}
{{- include "rollout-operator.fullname" . -}}
{{- end -}}
{{- end -}}

{{/* A selector of the namespaces whose Rollouts are worked on. */}}
{{- define "rollout-operator.servedNamespaces" -}}
{{- if .Values.namespaced -}}
{matchLabels: {kubernetes.io/metadata.name: {{ .Release.Namespace }}}}
{{- else -}}
{}
{{- end -}}
{{- end -}}

{{/* The accounts of the two processes. */}}
{{- define "rollout-operator.account" -}}
{{- .Values.serviceAccount.name | default (include "rollout-operator.fullname" .) -}}
{{- end -}}

{{- define "rollout-operator.webhookAccount" -}}
{{- .Values.webhook.serviceAccount.name | default (printf "%s-webhook" (include "rollout-operator.fullname" .)) -}}
{{- end -}}

{{/* What pods are selected by: takes (list . "name suffix" "component"). */}}
{{- define "rollout-operator.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: rollout-operator{{ index . 1 }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 2 }}
{{- end -}}

{{- define "rollout-operator.selectorLabels" -}}
{{- include "rollout-operator.selector" (list . "" "rollouts-controller") -}}
{{- end -}}

{{- define "rollout-operator.webhookSelectorLabels" -}}
{{- include "rollout-operator.selector" (list . "-webhook" "webhook-receiver") -}}
{{- end -}}

{{/* Labels of objects that no pod belongs to. No version among them: an upgrade changes what it must. */}}
{{- define "rollout-operator.labels" -}}
app.kubernetes.io/name: rollout-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "rollout-operator.image" -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* The lease of the instance id, as the operator names it. */}}
{{- define "rollout-operator.lease" -}}
argo-rollouts-controller-lock{{ with .Values.instanceId }}-{{ . }}{{ end }}
{{- end -}}
