package io.rolloutoperator.api.template;

import static io.rolloutoperator.api.template.Defaults.at;
import static io.rolloutoperator.api.template.Defaults.each;
import static io.rolloutoperator.api.template.Defaults.whenAbsent;
import static io.rolloutoperator.api.template.Defaults.whenZero;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Fills in what the API server fills in when it stores a ReplicaSet with this pod template
 * (Kubernetes 1.36). Defaults that only Pods get (service links, requests from limits, host ports)
 * are not among them.
 */
final class PodTemplateDefaults {

  private static final int GRACE_SECONDS = 30;

  /** Annotations of old clients that the API server drops from every pod template. */
  private static final List<String> DROPPED_ANNOTATIONS =
      List.of(
          "pod.alpha.kubernetes.io/init-containers",
          "pod.beta.kubernetes.io/init-containers",
          "pod.alpha.kubernetes.io/init-container-statuses",
          "pod.beta.kubernetes.io/init-container-statuses");

  private PodTemplateDefaults() {}

  /** Completes the template in place. Parts of a wrong shape are left alone. */
  static void fill(ObjectNode template) {
    at(template, "metadata", "annotations")
        .forEach(annotations -> annotations.remove(DROPPED_ANNOTATIONS));
    whenAbsent(template, "spec", JsonNodeFactory.instance.objectNode());
    at(template, "spec").forEach(PodTemplateDefaults::spec);
  }

  private static void spec(ObjectNode spec) {
    whenZero(spec, "dnsPolicy", "ClusterFirst");
    whenZero(spec, "restartPolicy", "Always");
    whenZero(spec, "schedulerName", "default-scheduler");
    whenAbsent(spec, "securityContext", JsonNodeFactory.instance.objectNode());
    whenAbsent(spec, "terminationGracePeriodSeconds", GRACE_SECONDS);
    serviceAccount(spec);
    each(spec, "volumes").forEach(VolumeDefaults::fill);
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      each(spec, list).forEach(ContainerDefaults::fill);
    }
  }

  /**
   * {@code serviceAccount} is the old name of {@code serviceAccountName} and follows it when both
   * are given.
   */
  private static void serviceAccount(ObjectNode spec) {
    whenZero(spec, "serviceAccountName", spec.path("serviceAccount").asText());
    spec.remove("serviceAccount");
  }
}
