package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;

/** What the kubeconfig's user must be allowed to, asked before anything is changed. */
final class Rights {

  private static final String DEFINITIONS = "customresourcedefinitions";

  private Rights() {}

  /**
   * Asks the API server for every right that the demo needs.
   *
   * @param namespace that is going to be made
   * @param installs whether CRDs are going to be installed
   * @throws StoryException naming the first right that is not there
   */
  static void require(KubernetesClient client, String namespace, boolean installs) {
    for (ResourceAttributes right : needed(namespace, installs)) {
      var review =
          new SelfSubjectAccessReviewBuilder()
              .withNewSpec()
              .withResourceAttributes(right)
              .endSpec()
              .build();
      var answer = client.authorization().v1().selfSubjectAccessReview().create(review);
      if (!Boolean.TRUE.equals(answer.getStatus().getAllowed())) {
        throw new StoryException(
            "forbidden: this kubeconfig's user must not %s %s%s, which the demo needs"
                .formatted(
                    right.getVerb(),
                    right.getGroup().isEmpty()
                        ? right.getResource()
                        : right.getResource() + "." + right.getGroup(),
                    right.getNamespace() == null ? "" : " in a namespace of its own"));
      }
    }
  }

  private static List<ResourceAttributes> needed(String namespace, boolean installs) {
    List<ResourceAttributes> needed = new ArrayList<>();
    needed.add(right("create", "", "namespaces"));
    needed.add(right("delete", "", "namespaces"));
    if (installs) {
      for (String verb : List.of("create", "patch", "delete")) {
        needed.add(right(verb, "apiextensions.k8s.io", DEFINITIONS));
      }
    }
    needed.add(within(namespace, "create", "argoproj.io", "rollouts"));
    needed.add(within(namespace, "patch", "argoproj.io", "rollouts"));
    needed.add(within(namespace, "create", "apps", "replicasets"));
    needed.add(within(namespace, "watch", "", "pods"));
    needed.add(within(namespace, "create", "coordination.k8s.io", "leases"));
    return needed;
  }

  private static ResourceAttributes right(String verb, String group, String resource) {
    return new ResourceAttributesBuilder()
        .withVerb(verb)
        .withGroup(group)
        .withResource(resource)
        .build();
  }

  private static ResourceAttributes within(
      String namespace, String verb, String group, String resource) {
    return new ResourceAttributesBuilder(right(verb, group, resource))
        .withNamespace(namespace)
        .build();
  }
}
