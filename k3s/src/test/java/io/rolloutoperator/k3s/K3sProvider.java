package io.rolloutoperator.k3s;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.rolloutoperator.testkit.junit.ForeignCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Lets the operator's integration tests run in K3s. */
public final class K3sProvider implements ForeignCluster.Provider {
  private static final String NAMESPACED = "--namespaced";

  @Override
  public ForeignCluster open() {
    new Prerequisites().missing().ifPresent(K3sProvider::passOver);
    try {
      K3sCluster cluster = K3sCluster.open();
      operatorOfAllNamespaces(cluster)
          .ifPresent(
              name -> {
                cluster.close();
                passOver(name + " works in all namespaces, those of the tests too: uninstall it");
              });
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void passOver(String why) {
    Assumptions.abort(Prerequisites.told(why));
  }

  private static Optional<String> operatorOfAllNamespaces(K3sCluster cluster) {
    return cluster
        .client()
        .apps()
        .deployments()
        .inAnyNamespace()
        .withLabel("app.kubernetes.io/component", "rollouts-controller")
        .list()
        .getItems()
        .stream()
        .filter(K3sProvider::worksInAllNamespaces)
        .map(one -> one.getMetadata().getNamespace() + "/" + one.getMetadata().getName())
        .findFirst();
  }

  private static boolean worksInAllNamespaces(Deployment operator) {
    return operator.getSpec().getTemplate().getSpec().getContainers().stream()
        .flatMap(container -> container.getArgs().stream())
        .noneMatch(flag -> flag.equals(NAMESPACED) || flag.equals(NAMESPACED + "=true"));
  }
}
