{{/* What the schema cannot tell: values that do not go together. */}}
{{- define "rollout-operator.checks" -}}
{{- $v := .Values -}}
{{- if and (gt (int $v.replicas) 1) (not $v.leaderElection.enabled) }}
{{- fail "replicas: more than 1 needs leaderElection.enabled: true, or two operators write at once" }}
{{- end }}
{{- if and $v.alerts.webhook.url $v.alerts.webhook.secretRef }}
{{- fail "alerts.webhook: set url or secretRef, not both" }}
{{- end }}
{{- if and $v.alerts.slack.channel (not $v.alerts.slack.tokenSecretRef) }}
{{- fail "alerts.slack.tokenSecretRef: needed with alerts.slack.channel: the Secret with the token of the Slack app" }}
{{- end }}
{{- if and $v.notifications.namespaces (not $v.notifications.selfService) }}
{{- fail "notifications.namespaces: needs notifications.selfService: true" }}
{{- end }}
{{- if and $v.webhook.enabled (not $v.gitsync.enabled) }}
{{- fail "webhook.enabled: needs gitsync.enabled: true, since only GitSyncs have webhooks" }}
{{- end }}
{{- if and $v.webhook.enabled (semverCompare "<1.30.0-0" .Capabilities.KubeVersion.Version) }}
{{- fail (printf "webhook.enabled: needs Kubernetes 1.30 or newer for its ValidatingAdmissionPolicy, this is %s" .Capabilities.KubeVersion.Version) }}
{{- end }}
{{- if and $v.admissionPolicy.enabled (semverCompare "<1.30.0-0" .Capabilities.KubeVersion.Version) }}
{{- fail (printf "admissionPolicy.enabled: needs Kubernetes 1.30 or newer for ValidatingAdmissionPolicies, this is %s" .Capabilities.KubeVersion.Version) }}
{{- end }}
{{- if eq (int $v.ports.health) (int $v.ports.metrics) }}
{{- fail (printf "ports: health and metrics are both %d: they must differ" (int $v.ports.health)) }}
{{- end }}
{{- end -}}
