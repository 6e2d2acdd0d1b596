{{- define "limpid.name" -}}
{{- if eq .Release.Name .Chart.Name }}{{ .Release.Name }}{{ else }}{{ printf "%s-limpid" .Release.Name }}{{ end -}}
{{- end -}}

{{- define "limpid.labels" -}}
app.kubernetes.io/name: limpid
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "limpid.image" -}}
{{- $image := .Values.image -}}
{{- if $image.digest }}{{ printf "%s@%s" $image.repository $image.digest }}{{ else }}{{ printf "%s:%s" $image.repository (default .Chart.AppVersion $image.tag) }}{{ end -}}
{{- end -}}

{{- /* Without a log whoever takes messages keeps them, and is alone: a broker's session has one subscriber. */ -}}
{{- define "limpid.check" -}}
{{- if not .Values.log.url -}}
{{- $takers := 0 -}}
{{- range $name, $instance := .Values.instances -}}
{{- if $instance -}}
{{- if ne (has "gate" $instance.roles) (has "store" $instance.roles) -}}
{{- fail (printf "instances.%s: gate and store are apart only where a log stands between them (log.url)" $name) -}}
{{- end -}}
{{- if has "gate" $instance.roles -}}
{{- $takers = add $takers $instance.replicas -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if gt (int $takers) 1 -}}
{{- fail "without a log (log.url) one instance alone takes readings: replicas of those with roles gate and store are 1 together" -}}
{{- end -}}
{{- end -}}
{{- end -}}
