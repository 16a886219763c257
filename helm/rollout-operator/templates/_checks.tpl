{{/* A duration such as 1m30s in seconds. */}}
{{- define "rollout-operator.seconds" -}}
{{- $seconds := 0 -}}
{{- $units := dict "ms" 0.001 "s" 1 "m" 60 "h" 3600 -}}
{{- range regexFindAll "[0-9.]+[a-z]+" . -1 }}
{{- $unit := regexFind "[a-z]+$" . }}
{{- $seconds = addf $seconds (mulf (trimSuffix $unit .) (get $units $unit)) }}
{{- end }}
{{- $seconds -}}
{{- end -}}

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
{{- if and $v.alerts.slack.tokenSecretRef (not $v.alerts.slack.channel) }}
{{- fail "alerts.slack.channel: needed with alerts.slack.tokenSecretRef, or nobody is told" }}
{{- end }}
{{- $lease := $v.leaderElection.leaseDuration | default "15s" }}
{{- $renew := $v.leaderElection.renewDeadline | default "10s" }}
{{- $retry := $v.leaderElection.retryPeriod | default "2s" }}
{{- if lt (subf (include "rollout-operator.seconds" $lease) 1) (include "rollout-operator.seconds" $renew | float64) }}
{{- fail (printf "leaderElection.leaseDuration: %s must be at least 1s longer than renewDeadline, which is %s" $lease $renew) }}
{{- end }}
{{- if le (include "rollout-operator.seconds" $renew | float64) (include "rollout-operator.seconds" $retry | float64) }}
{{- fail (printf "leaderElection.renewDeadline: %s must be longer than retryPeriod, which is %s" $renew $retry) }}
{{- end }}
{{- if eq (include "rollout-operator.seconds" $retry | float64) 0.0 }}
{{- fail (printf "leaderElection.retryPeriod: %s must be more than 0" $retry) }}
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
{{- if $v.webhook.enabled }}
{{- range $name, $port := $v.ports }}
{{- if eq (int $port) (int $v.webhook.port) }}
{{- fail (printf "webhook.port: %d is ports.%s too: they must differ" (int $port) $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- $account := $v.gitsync.defaultServiceAccount | default "gitsync" }}
{{- if and $v.gitsync.enabled $v.gitsync.serviceAccounts (not (has $account $v.gitsync.serviceAccounts)) }}
{{- fail (printf "gitsync.serviceAccounts: lacks %s, which gitsync.defaultServiceAccount gives to GitSyncs that name none" $account) }}
{{- end }}
{{- if eq (int $v.ports.health) (int $v.ports.metrics) }}
{{- fail (printf "ports: health and metrics are both %d: they must differ" (int $v.ports.health)) }}
{{- end }}
{{- end -}}
