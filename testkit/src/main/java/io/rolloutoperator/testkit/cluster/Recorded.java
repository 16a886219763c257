package io.rolloutoperator.testkit.cluster;

import java.util.List;

/**
 * Whose writes the audit log keeps with their bodies, which costs the API server processor time; of
 * everybody else it keeps what they did.
 *
 * @param serviceAccounts those outside kube-system: what an operator under test is
 * @param users by name
 */
public record Recorded(boolean serviceAccounts, List<String> users) {

  /** Of operators. */
  public static final Recorded OPERATORS = new Recorded(true, List.of());

  /** As clusters are that serve somebody. */
  public static final Recorded NOBODY = new Recorded(false, List.of());

  public Recorded {
    users = List.copyOf(users);
  }
}
