package io.rolloutoperator.gitsync.kustomize;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields in which built-in kinds name other objects. No field of a custom resource is among
 * them, so a Rollout goes on naming a ConfigMap without its prefix and hash.
 *
 * @param kind of the objects that are named; its path is empty
 * @param fields that name them, with the kinds that have these fields
 */
record NameReferences(FieldSpec kind, List<FieldSpec> fields) {

  /**
   * A line with an equals sign begins what names objects of that kind. {@code pods} stands for all
   * places of a pod's spec, {@code workloads} for those of workloads alone.
   */
  private static final String TABLE =
      """
      = Deployment
      spec/scaleTargetRef/name HorizontalPodAutoscaler
      = ReplicationController
      spec/scaleTargetRef/name HorizontalPodAutoscaler
      = ReplicaSet
      spec/scaleTargetRef/name HorizontalPodAutoscaler
      = StatefulSet
      spec/scaleTargetRef/name HorizontalPodAutoscaler
      = ConfigMap.v1
      pods/volumes/configMap/name
      pods/containers/env/valueFrom/configMapKeyRef/name
      pods/initContainers/env/valueFrom/configMapKeyRef/name
      pods/containers/envFrom/configMapRef/name
      pods/initContainers/envFrom/configMapRef/name
      pods/volumes/projected/sources/configMap/name
      spec/configSource/configMap Node
      rules/resourceNames Role ClusterRole
      metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap Ingress
      = Secret.v1
      pods/volumes/secret/secretName
      pods/containers/env/valueFrom/secretKeyRef/name
      pods/initContainers/env/valueFrom/secretKeyRef/name
      pods/containers/envFrom/secretRef/name
      pods/initContainers/envFrom/secretRef/name
      pods/imagePullSecrets/name
      pods/volumes/projected/sources/secret/name
      spec/template/spec/containers/env/valueFrom/secretKeyRef/name Service.v1@serving.knative.dev
      spec/tls/secretName Ingress
      metadata/annotations/ingress.kubernetes.io\\/auth-secret Ingress
      metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret Ingress
      metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret Ingress
      imagePullSecrets/name ServiceAccount
      parameters/secretName StorageClass
      parameters/adminSecretName StorageClass
      parameters/userSecretName StorageClass
      parameters/secretRef StorageClass
      rules/resourceNames Role ClusterRole
      spec/azureFile/secretName PersistentVolume
      = Service.v1
      spec/serviceName StatefulSet@apps
      spec/rules/http/paths/backend/serviceName Ingress
      spec/backend/serviceName Ingress
      spec/rules/http/paths/backend/service/name Ingress
      spec/defaultBackend/service/name Ingress
      spec/service/name APIService@apiregistration.k8s.io
      webhooks/clientConfig/service ValidatingWebhookConfiguration@admissionregistration.k8s.io \
      MutatingWebhookConfiguration@admissionregistration.k8s.io
      = Role@rbac.authorization.k8s.io
      roleRef/name RoleBinding@rbac.authorization.k8s.io
      = ClusterRole@rbac.authorization.k8s.io
      roleRef/name RoleBinding@rbac.authorization.k8s.io \
      ClusterRoleBinding@rbac.authorization.k8s.io
      = ServiceAccount.v1
      subjects RoleBinding@rbac.authorization.k8s.io ClusterRoleBinding@rbac.authorization.k8s.io
      workloads/serviceAccountName
      = PersistentVolumeClaim.v1
      workloads/volumes/persistentVolumeClaim/claimName
      = PersistentVolume.v1
      spec/volumeName PersistentVolumeClaim
      rules/resourceNames ClusterRole
      = StorageClass.v1@storage.k8s.io
      spec/storageClassName PersistentVolume PersistentVolumeClaim
      spec/volumeClaimTemplates/spec/storageClassName StatefulSet
      = PriorityClass.v1@scheduling.k8s.io
      workloads/priorityClassName
      = ValidatingAdmissionPolicy@admissionregistration.k8s.io
      spec/policyName ValidatingAdmissionPolicyBinding@admissionregistration.k8s.io
      """;

  static final List<NameReferences> ALL = parse();

  private static List<NameReferences> parse() {
    List<NameReferences> all = new ArrayList<>();
    for (String line : TABLE.lines().toList()) {
      if (line.startsWith("= ")) {
        FieldSpec kind = FieldSpec.table("- " + line.substring(2)).getFirst();
        all.add(new NameReferences(kind, new ArrayList<>()));
      } else {
        all.getLast().fields().addAll(FieldSpec.table(expand(line)));
      }
    }
    return List.copyOf(all);
  }

  private static String expand(String line) {
    String rest = line.substring(line.indexOf('/') + 1);
    if (line.startsWith("pods/")) {
      return """
      spec/%1$s Pod.v1
      template/spec/%1$s PodTemplate
      spec/template/spec/%1$s Deployment ReplicaSet DaemonSet StatefulSet Job
      spec/jobTemplate/spec/template/spec/%1$s CronJob
      """
          .formatted(rest);
    }
    if (line.startsWith("workloads/")) {
      return """
      spec/%1$s Pod
      spec/template/spec/%1$s StatefulSet Deployment ReplicationController Job DaemonSet
      spec/jobTemplate/spec/template/spec/%1$s CronJob
      """
          .formatted(rest);
    }
    return line;
  }
}
