#!/bin/bash
# Makes what has one source in another folder:
#   helm/rollout-operator/files/  from the CRDs of crds/ and from monitoring/
#   deploy/                       the chart's output, for those who install without Helm
# Run it after a change of any of them. The chart's tests compare.
#   generate.sh            writes into this work tree
#   generate.sh FOLDER     writes files/ and deploy/ into another folder instead
set -euo pipefail
. "$(dirname "$0")/../scripts/common.sh"
cd "$ROOT_DIR"
OUT=${1:-}
FILES=${OUT:-helm/rollout-operator}/files
DEPLOY=${OUT:-.}/deploy
HELM=$(testkit/helm/build.sh)
export HELM_CONFIG_HOME=/nonexistent HELM_CACHE_HOME=/nonexistent HELM_DATA_HOME=/nonexistent

mkdir -p "$FILES/crds" "$FILES/monitoring/grafana" "$DEPLOY"
cp crds/src/main/resources/crds/*.yaml "$FILES/crds/"
cp monitoring/rules.yaml "$FILES/monitoring/"
cp monitoring/grafana/*.json "$FILES/monitoring/grafana/"

# render TEMPLATES VALUES...: the objects of the named templates, in Helm's order, without Helm's own remarks.
render() {
  local templates=() template
  for template in $1; do templates+=(--show-only "templates/$template.yaml"); done
  "$HELM" template rollout-operator helm/rollout-operator --namespace argo-rollouts "${@:2}" "${templates[@]}" \
    | sed '/^# Source: /d; /^$/d; 1{/^---$/d}'
}

# In these two, kubectl's -n says the namespace.
without_namespace() { sed '/^  namespace: NAMESPACE$/d'; }

RIGHTS="serviceaccount rbac/controller rbac/gateway-api rbac/gitsync rbac/lease rbac/notifications"
NAMESPACE="apiVersion: v1
kind: Namespace
metadata:
  name: argo-rollouts
---"

{
  cat << END
# What the controller may do: each right is used, and nothing is asked for by wildcard.
# Secrets are not listed here: grant \`get\` by a Role in each namespace whose analyses use Secrets
# (see deploy/secrets-role.yaml for the shape of it).
$NAMESPACE
END
  render "$RIGHTS"
} > "$DEPLOY/rbac.yaml"

{
  cat << END
# As deploy/rbac.yaml, for an operator that works in its own namespace only: its Deployment needs the flag --namespaced.
$NAMESPACE
END
  render "$RIGHTS" --set namespaced=true
} > "$DEPLOY/rbac-namespaced.yaml"

{
  echo "# Apply after deploy/rbac.yaml and the CRDs."
  render "deployment poddisruptionbudget networkpolicy service"
} > "$DEPLOY/operator.yaml"

{
  cat << END
# What people may do, for clusters whose users have the roles view, edit and admin of Kubernetes: those come to include the
# kinds below. Not part of deploy/rbac.yaml, since the controller needs none of it.
# Left out on purpose: cluster-scoped kinds, so that nobody changes the templates of other teams; rollouts/status, which promotes
# and aborts: bind rollouts-operator to those who may do that; gitsyncs/status, which only the controller writes.
# Whoever edits GitSyncs of a namespace can do what its ServiceAccount gitsync may do, as whoever starts pods there can.
END
  render rbac/users
} > "$DEPLOY/user-roles.yaml"

{
  cat << END
# Optional, and for Kubernetes 1.30 or newer: the API server refuses specs that one look tells to be invalid, and what people write
# into a status beyond promoting and aborting. docs/install.md#admission says for whom.
END
  render admission --set admissionPolicy.enabled=true
} > "$DEPLOY/admission.yaml"

{
  cat << END
# Apply in each namespace whose analyses read Secrets: kubectl apply -n NAMESPACE -f deploy/secrets-role.yaml
# Name the Secrets; reading by name is all the controller does, it never lists them.
END
  render rbac/secrets --set 'analysis.secrets.namespaces.NAMESPACE={prometheus-token}' | without_namespace
} > "$DEPLOY/secrets-role.yaml"

{
  cat << END
# Apply in each namespace whose team configures notifications itself: kubectl apply -n NAMESPACE -f deploy/notifications-role.yaml
# The operator must run with --self-service-notification-enabled. It reads these two objects by name, and lists nothing.
END
  render rbac/notifications-namespaces --set notifications.selfService=true --set 'notifications.namespaces={namespace}' \
    | sed '/^  namespace: namespace$/d'
} > "$DEPLOY/notifications-role.yaml"

{
  cat << END
# Apply in each namespace whose GitSyncs have webhooks: kubectl apply -n NAMESPACE -f deploy/webhook-secrets-role.yaml
# Name the Secrets with the tokens; reading by name is all the webhook receiver does, it never lists them.
END
  render rbac/webhook-secrets --set webhook.enabled=true --set 'webhook.secrets.namespaces.NAMESPACE={git-hook}' | without_namespace
} > "$DEPLOY/webhook-secrets-role.yaml"

{
  cat << END
# The webhook receiver: takes push webhooks of Git servers and asks for a look at the repository at once. Optional; without it
# repositories are polled. Apply after deploy/rbac.yaml and the CRDs; then deploy/webhook-secrets-role.yaml in each namespace
# with webhooks, and an Ingress or route of your own with TLS to the Service: docs/webhooks.md.
END
  render "webhook/account webhook/admission webhook/deployment webhook/network" --set webhook.enabled=true
} > "$DEPLOY/webhook.yaml"
