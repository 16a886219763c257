{{/* Ports of the servers that the values name by URL, beside the list. */}}
{{- define "rollout-operator.egressPorts" -}}
{{- $ports := list -}}
{{- range .Values.networkPolicy.egress.ports }}
{{- $ports = append $ports (int .) }}
{{- end }}
{{- range list .Values.alerts.webhook.url .Values.alerts.alertmanager.url .Values.analysis.prometheusAddress }}
{{- if . }}
{{- $url := urlParse . }}
{{- $ports = append $ports (regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (eq $url.scheme "https" | ternary "443" "80") | int) }}
{{- end }}
{{- end }}
{{- toJson (dict "ports" (uniq $ports)) -}}
{{- end -}}

{{/* The API server, wherever it is: a narrowed list of addresses must not cut it off. */}}
{{- define "rollout-operator.apiServerRule" -}}
- ports:
    {{- range .Values.networkPolicy.apiServerPorts }}
    - port: {{ . }}
    {{- end }}
{{- end -}}

{{/* The name server, which every process asks. */}}
{{- define "rollout-operator.dnsRule" -}}
- ports:
    {{- range .Values.networkPolicy.dnsPorts }}
    - port: {{ . }}
      protocol: UDP
    - port: {{ . }}
      protocol: TCP
    {{- end }}
{{- end -}}
