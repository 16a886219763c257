package io.rolloutoperator.kubectl.config;

import java.util.List;
import java.util.Optional;

/**
 * What the command line says about the cluster and the user; all else is the kubeconfig's.
 *
 * @param impersonate {@code --as}; groups only with it
 */
public record Overrides(
    Optional<String> kubeconfig,
    Optional<String> context,
    Optional<String> cluster,
    Optional<String> user,
    Optional<String> server,
    Optional<String> namespace,
    Optional<String> token,
    Optional<String> impersonate,
    List<String> impersonateGroups,
    boolean insecure,
    Optional<String> authority,
    Optional<String> tlsServerName) {

  /** Nothing said. */
  public static final Overrides NONE =
      new Overrides(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false,
          Optional.empty(),
          Optional.empty());

  public Overrides {
    impersonateGroups = List.copyOf(impersonateGroups);
  }
}
