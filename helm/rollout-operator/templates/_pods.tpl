{{/* What pods of both processes have in common: the strictest standard of pod security. */}}
{{- define "rollout-operator.podSecurity" -}}
automountServiceAccountToken: true
# The shutdown itself takes at most two seconds.
terminationGracePeriodSeconds: 10
securityContext:
  runAsNonRoot: true
  {{- if .Values.fixedUser }}
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "rollout-operator.containerSecurity" -}}
livenessProbe:
  httpGet:
    path: /healthz
    port: healthz
  periodSeconds: 10
  timeoutSeconds: 5
readinessProbe:
  httpGet:
    path: /readyz
    port: healthz
  periodSeconds: 5
  timeoutSeconds: 5
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{/* The variables of both processes: takes the heap, which is half of the memory limit without one. */}}
{{- define "rollout-operator.environment" -}}
- name: POD_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- with . }}
- name: JDK_JAVA_OPTIONS
  value: -Xmx{{ . }}
{{- end }}
{{- end -}}

{{/* A variable from a Secret: takes (list "NAME" secretRef). */}}
{{- define "rollout-operator.secretVariable" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ (index . 1).name }}
      key: {{ (index . 1).key }}
{{- end -}}
