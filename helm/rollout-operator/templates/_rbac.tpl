{{/* Kind of a role for the namespaces that the operator works in. */}}
{{- define "rollout-operator.roleKind" -}}
{{- ternary "Role" "ClusterRole" .Values.namespaced -}}
{{- end -}}

{{/* Metadata of a role or binding for these namespaces: takes (list . "name suffix"). */}}
{{- define "rollout-operator.roleMetadata" -}}
{{- $root := index . 0 -}}
name: {{ include "rollout-operator.fullname" $root }}{{ index . 1 }}
{{- if $root.Values.namespaced }}
namespace: {{ $root.Release.Namespace }}
{{- end }}
labels:
  {{- include "rollout-operator.labels" $root | nindent 2 }}
{{- end -}}

{{/* The binding of such a role: takes (list . "name suffix" "account"). */}}
{{- define "rollout-operator.roleBinding" -}}
{{- $root := index . 0 -}}
{{- $suffix := index . 1 -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ include "rollout-operator.roleKind" $root }}Binding
metadata:
  {{- include "rollout-operator.roleMetadata" (list $root $suffix) | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ include "rollout-operator.roleKind" $root }}
  name: {{ include "rollout-operator.fullname" $root }}{{ $suffix }}
{{ include "rollout-operator.subjects" (list $root (index . 2)) }}
{{- end -}}

{{/* Takes (list . "account"). */}}
{{- define "rollout-operator.subjects" -}}
subjects:
  - kind: ServiceAccount
    name: {{ index . 1 }}
    namespace: {{ (index . 0).Release.Namespace }}
{{- end -}}

{{/* A Role in one namespace that reads Secrets by name, and its binding:
     takes (list . "name" "namespace" (list "secret" …) "account"). */}}
{{- define "rollout-operator.secretsRole" -}}
{{- $root := index . 0 -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ index . 1 }}
  namespace: {{ index . 2 }}
  labels:
    {{- include "rollout-operator.labels" $root | nindent 4 }}
rules:
  - apiGroups: [""]
    resources: [secrets]
    {{- with index . 3 }}
    resourceNames: [{{ join ", " . }}]
    {{- end }}
    verbs: [get]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ index . 1 }}
  namespace: {{ index . 2 }}
  labels:
    {{- include "rollout-operator.labels" $root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ index . 1 }}
{{ include "rollout-operator.subjects" (list $root (index . 4)) }}
{{- end -}}
