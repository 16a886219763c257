{{/* Flags as a list of arguments: takes a dict of flag to value. Values that are not set leave the operator's default. */}}
{{- define "rollout-operator.arguments" -}}
{{- range $flag, $value := . }}
{{- if kindIs "slice" $value }}
{{- range $value }}
- {{ printf "%s=%s" $flag . | quote }}
{{- end }}
{{- else if not (or (kindIs "invalid" $value) (and (kindIs "string" $value) (eq $value ""))) }}
- {{ printf "%s=%s" $flag (kindIs "string" $value | ternary $value (toJson $value)) | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Those that both processes know. */}}
{{- define "rollout-operator.processFlags" -}}
{{- $flags := dict
  "--loglevel" .Values.log.level
  "--logformat" .Values.log.format
  "--kloglevel" .Values.log.kubernetesClient
  "--healthzPort" .Values.ports.health
  "--metricsPort" .Values.ports.metrics
  "--namespaced" .Values.namespaced -}}
{{- range $name, $value := .Values.apiServer.flags }}
{{- $_ := set $flags (printf "--%s" $name) $value }}
{{- end }}
{{- toJson $flags -}}
{{- end -}}

{{- define "rollout-operator.controllerArguments" -}}
{{- $v := .Values -}}
{{- $flags := dict
  "--instance-id" $v.instanceId
  "--installation-id" $v.installationId
  "--controllers" $v.controller.only
  "--rollout-threads" $v.controller.rolloutThreads
  "--analysis-threads" $v.controller.analysisThreads
  "--rollout-resync" $v.controller.resyncSeconds
  "--qps" $v.apiServer.qps
  "--burst" $v.apiServer.burst
  "--leader-elect" $v.leaderElection.enabled
  "--leader-election-lease-duration" $v.leaderElection.leaseDuration
  "--leader-election-renew-deadline" $v.leaderElection.renewDeadline
  "--leader-election-retry-period" $v.leaderElection.retryPeriod
  "--min-metric-interval" $v.analysis.minMetricInterval
  "--argo-compatible-secrets" $v.analysis.argoCompatibleSecrets
  "--allow-insecure-metrics" $v.analysis.allowInsecureMetrics
  "--egress-allowed-host" $v.egress.allowedHosts
  "--gitsync" $v.gitsync.enabled
  "--gitsync-threads" $v.gitsync.threads
  "--gitsync-directory" $v.gitsync.directory
  "--gitsync-default-service-account" $v.gitsync.defaultServiceAccount
  "--gitsync-lockdown" $v.gitsync.lockdown
  "--gitsync-allowed-host" $v.gitsync.allowedHosts
  "--gitsync-allow-http" $v.gitsync.allowHttp
  "--gitsync-allow-plain-secrets" $v.gitsync.allowPlainSecrets
  "--gitsync-allow-cross-namespace-refs" $v.gitsync.allowCrossNamespaceRefs
  "--gitsync-allow-self" $v.gitsync.allowSelf
  "--gitsync-kustomize-binary" $v.gitsync.kustomizeBinary
  "--gitsync-max-fetch-size" $v.gitsync.maxFetchSize
  "--gitsync-max-tree-entries" $v.gitsync.maxTreeEntries
  "--gitsync-max-files" $v.gitsync.maxFiles
  "--gitsync-max-objects" $v.gitsync.maxObjects
  "--gitsync-max-rendered-size" $v.gitsync.maxRenderedSize
  "--gitsync-max-manifest-size" $v.gitsync.maxManifestSize
  "--gitsync-max-documents" $v.gitsync.maxDocuments
  "--self-service-notification-enabled" $v.notifications.selfService
  "--alerts-alertmanager" $v.alerts.alertmanager.url
  "--alerts-link" $v.alerts.link
  "--alerts-slack" $v.alerts.slack.channel
  "--alerts-webhook" $v.alerts.webhook.url
  "--insecure-allow-loopback-metrics" $v.development.allowLoopbackMetrics
  "--insecure-gitsync-allow-loopback" $v.development.allowLoopbackGitServers -}}
{{- range $flag, $value := include "rollout-operator.processFlags" . | fromJson }}
{{- $_ := set $flags $flag $value }}
{{- end }}
{{- range $name, $value := $v.argoRollouts.flags }}
{{- $_ := set $flags (printf "--%s" $name) $value }}
{{- end }}
{{- include "rollout-operator.arguments" $flags | trim -}}
{{- end -}}

{{- define "rollout-operator.webhookArguments" -}}
{{- $flags := include "rollout-operator.processFlags" . | fromJson -}}
{{/* What the controller accepts for Argo Rollouts' sake only, the receiver does not. */}}
{{- $flags = omit $flags "--as-uid" "--disable-compression" "--request-timeout" -}}
{{- $_ := set $flags "--webhookPort" .Values.webhook.port -}}
{{- $_ := set $flags "--trusted-proxy" .Values.webhook.trustedProxies -}}
- webhook
{{ include "rollout-operator.arguments" $flags | trim }}
{{- end -}}
