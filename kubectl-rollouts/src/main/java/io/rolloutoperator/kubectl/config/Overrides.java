package io.rolloutoperator.kubectl.config;

import java.util.List;
import java.util.Optional;

/**
 * What the command line says about the cluster and the user; all else is the kubeconfig's.
 *
 * @param impersonate {@code --as}; id and groups only with it
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
    Optional<String> impersonateUid,
    List<String> impersonateGroups,
    ClientFiles client,
    boolean insecure,
    Optional<String> authority,
    Optional<String> tlsServerName) {

  /** PEM files of the user; one counts only with the other. */
  public record ClientFiles(Optional<String> certificate, Optional<String> key) {
    /** None named. */
    public static final ClientFiles NONE = new ClientFiles(Optional.empty(), Optional.empty());
  }

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
          Optional.empty(),
          List.of(),
          ClientFiles.NONE,
          false,
          Optional.empty(),
          Optional.empty());

  public Overrides {
    impersonateGroups = List.copyOf(impersonateGroups);
  }
}
