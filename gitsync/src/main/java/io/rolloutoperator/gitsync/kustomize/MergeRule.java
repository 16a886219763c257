package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a patch is merged at one place of a built-in kind. What no rule is known for, all of a custom
 * resource that is, merges as JSON does: mappings member by member, lists replaced whole.
 *
 * @param type of the mapping that is there, or of the list's items; empty if nothing below it has
 *     rules
 * @param keys that tell the items of a list apart; none: they are scalars; null: the list is
 *     replaced, or there is no list
 */
record MergeRule(String type, @Nullable List<String> keys) {

  /**
   * The merge keys of Kubernetes' OpenAPI ({@code x-kubernetes-patch-merge-key} and {@code
   * x-kubernetes-list-map-keys} where {@code x-kubernetes-patch-strategy} is merge), version 1.21
   * as in kustomize 5. Types of equal structure share a name. A field reads {@code
   * name[keys]:type}.
   */
  private static final String TYPES =
      """
      Container env[name] ports[containerPort,protocol] volumeDevices[devicePath] \
      volumeMounts[mountPath]
      CronJob metadata:Metadata spec:CronJobSpec
      CronJobSpec jobTemplate:Workload
      EphemeralContainer env[name] volumeDevices[devicePath] volumeMounts[mountPath]
      EphemeralVolume volumeClaimTemplate:Plain
      Metadata finalizers[] ownerReferences[uid]
      Node metadata:Metadata spec:NodeSpec
      NodeSpec podCIDRs[]
      CSINode metadata:Metadata spec:CSINodeSpec
      CSINodeSpec drivers[name]
      Plain metadata:Metadata
      Pod metadata:Metadata spec:PodSpec
      PodSpec containers[name]:Container ephemeralContainers[name]:EphemeralContainer \
      hostAliases[ip] imagePullSecrets[name] initContainers[name]:Container \
      topologySpreadConstraints[topologyKey,whenUnsatisfiable] volumes[name]:Volume
      PodTemplate metadata:Metadata template:Pod
      Service metadata:Metadata spec:ServiceSpec
      ServiceAccount metadata:Metadata secrets[name]
      ServiceSpec ports[port,protocol]
      Volume ephemeral:EphemeralVolume
      WebhookConfiguration metadata:Metadata webhooks[name]
      Workload metadata:Metadata spec:WorkloadSpec
      WorkloadSpec template:Pod
      """;

  /** A type, a version, and its kinds that have the type's structure. */
  private static final String KINDS =
      """
      CSINode storage.k8s.io/v1 CSINode
      CSINode storage.k8s.io/v1beta1 CSINode
      CronJob batch/v1 CronJob
      CronJob batch/v1beta1 CronJob
      Node v1 Node
      Pod v1 Pod
      PodTemplate v1 PodTemplate
      Service v1 Service
      ServiceAccount v1 ServiceAccount
      WebhookConfiguration admissionregistration.k8s.io/v1 MutatingWebhookConfiguration
      WebhookConfiguration admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration
      WebhookConfiguration admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration
      WebhookConfiguration admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration
      Workload apps/v1 DaemonSet Deployment ReplicaSet StatefulSet
      Workload batch/v1 Job
      Workload v1 ReplicationController
      Plain apiextensions.k8s.io/v1 CustomResourceDefinition
      Plain apiextensions.k8s.io/v1beta1 CustomResourceDefinition
      Plain apiregistration.k8s.io/v1 APIService
      Plain apiregistration.k8s.io/v1beta1 APIService
      Plain apps/v1 ControllerRevision
      Plain autoscaling/v1 HorizontalPodAutoscaler
      Plain autoscaling/v2beta1 HorizontalPodAutoscaler
      Plain autoscaling/v2beta2 HorizontalPodAutoscaler
      Plain certificates.k8s.io/v1 CertificateSigningRequest
      Plain certificates.k8s.io/v1beta1 CertificateSigningRequest
      Plain coordination.k8s.io/v1 Lease
      Plain coordination.k8s.io/v1beta1 Lease
      Plain discovery.k8s.io/v1 EndpointSlice
      Plain discovery.k8s.io/v1beta1 EndpointSlice
      Plain extensions/v1beta1 Ingress
      Plain flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema PriorityLevelConfiguration
      Plain networking.k8s.io/v1 Ingress IngressClass NetworkPolicy
      Plain networking.k8s.io/v1beta1 Ingress IngressClass
      Plain node.k8s.io/v1 RuntimeClass
      Plain node.k8s.io/v1beta1 RuntimeClass
      Plain policy/v1 PodDisruptionBudget
      Plain policy/v1beta1 PodDisruptionBudget PodSecurityPolicy
      Plain rbac.authorization.k8s.io/v1 ClusterRole ClusterRoleBinding Role RoleBinding
      Plain rbac.authorization.k8s.io/v1beta1 ClusterRole ClusterRoleBinding Role RoleBinding
      Plain scheduling.k8s.io/v1 PriorityClass
      Plain scheduling.k8s.io/v1beta1 PriorityClass
      Plain storage.k8s.io/v1 CSIDriver StorageClass VolumeAttachment
      Plain storage.k8s.io/v1beta1 CSIDriver CSIStorageCapacity StorageClass VolumeAttachment
      Plain v1 ConfigMap Endpoints LimitRange Namespace PersistentVolume PersistentVolumeClaim
      Plain v1 ResourceQuota Secret
      """;

  private static final Map<String, Map<String, MergeRule>> RULES_BY_TYPE = types();
  private static final Map<String, MergeRule> RULE_BY_KIND = kinds();

  /** The rule for an object of a built-in kind; null for all others. */
  static @Nullable MergeRule ofObject(JsonNode object) {
    return RULE_BY_KIND.get(
        Nodes.text(object.get("apiVersion")) + "/" + Nodes.text(object.get("kind")));
  }

  /** The rule for a member of the mapping this rule is for. */
  @Nullable MergeRule member(String name) {
    return RULES_BY_TYPE.getOrDefault(type, Map.of()).get(name);
  }

  /** The rule for the items of the list this rule is for. */
  MergeRule item() {
    return new MergeRule(type, null);
  }

  private static Map<String, Map<String, MergeRule>> types() {
    Map<String, Map<String, MergeRule>> types = new HashMap<>();
    for (String line : TYPES.lines().toList()) {
      List<String> words = words(line);
      Map<String, MergeRule> members = new HashMap<>();
      words.stream().skip(1).forEach(word -> addMember(word, members));
      types.put(words.getFirst(), members);
    }
    return types;
  }

  private static void addMember(String word, Map<String, MergeRule> members) {
    int colon = word.indexOf(':');
    String type = colon < 0 ? "" : word.substring(colon + 1);
    String field = colon < 0 ? word : word.substring(0, colon);
    int bracket = field.indexOf('[');
    if (bracket < 0) {
      members.put(field, new MergeRule(type, null));
      return;
    }
    String keys = field.substring(bracket + 1, field.length() - 1);
    members.put(
        field.substring(0, bracket),
        new MergeRule(type, keys.isEmpty() ? List.of() : FieldPath.split(keys, ',')));
  }

  private static Map<String, MergeRule> kinds() {
    Map<String, MergeRule> kinds = new HashMap<>();
    for (String line : KINDS.lines().toList()) {
      List<String> words = words(line);
      MergeRule rule = new MergeRule(words.getFirst(), null);
      words.stream().skip(2).forEach(kind -> kinds.put(words.get(1) + "/" + kind, rule));
    }
    return kinds;
  }

  private static List<String> words(String line) {
    return new ArrayList<>(FieldPath.split(line, ' '));
  }
}
