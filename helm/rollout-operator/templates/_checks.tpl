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

{{/* A quantity of memory such as 256Mi or 1e9 in bytes. */}}
{{- define "rollout-operator.bytes" -}}
{{- if regexMatch "^[0-9.]+([eE][+]?[0-9]+)?$" . -}}
{{- float64 . -}}
{{- else -}}
{{- $units := dict "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 -}}
{{- mulf (regexFind "^[0-9.]+" .) (get $units (regexFind "[A-Za-z]+$" .) | default 1) -}}
{{- end -}}
{{- end -}}

{{/*
What a process may take of its memory limit, the rest being for the JVM and its threads:
takes (dict "name" "heap" "value" "1g" "most" 70 "limit" "256Mi" "of" "resources.limits.memory").
*/}}
{{- define "rollout-operator.fits" -}}
{{- if and .value .limit }}
{{- $quantity := .value | replace "m" "Mi" | replace "g" "Gi" }}
{{- $allowed := divf (mulf (include "rollout-operator.bytes" (toString .limit) | float64) .most) 100 }}
{{- if gt (include "rollout-operator.bytes" $quantity | float64) $allowed }}
{{- fail (printf "%s: %s is more than %d %% of %s, which is %v" .name .value .most .of .limit) }}
{{- end }}
{{- end }}
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
{{- $limit := dig "limits" "memory" "" ($v.resources | default dict) }}
{{- include "rollout-operator.fits" (dict "name" "heap" "value" $v.heap "most" 70 "limit" $limit "of" "resources.limits.memory") }}
{{- include "rollout-operator.fits" (dict "name" "tmpSize" "value" $v.tmpSize "most" 30 "limit" $limit "of" "resources.limits.memory") }}
{{- $limit = dig "limits" "memory" "" ($v.webhook.resources | default dict) }}
{{- include "rollout-operator.fits" (dict "name" "webhook.heap" "value" $v.webhook.heap "most" 70 "limit" $limit "of" "webhook.resources.limits.memory") }}
{{- if eq (int $v.ports.health) (int $v.ports.metrics) }}
{{- fail (printf "ports: health and metrics are both %d: they must differ" (int $v.ports.health)) }}
{{- end }}
{{- end -}}
