package io.rolloutoperator.gitsync.source.remote;

import io.rolloutoperator.egress.AddressRule;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Which Git servers may be contacted. Tenants write the addresses of repositories, and the operator
 * stands inside the cluster's network. Asked before a name is resolved, for each address it stands
 * for, and again when a connection is made.
 */
public interface EgressPolicy extends AddressRule {

  /**
   * Judges an address as it is written.
   *
   * @return one word why it may not be contacted, such as {@code metadata}
   */
  Optional<String> refusal(String host, int port);

  /**
   * Judges an address as it is written.
   *
   * @throws SourceException if it may not be contacted
   */
  default void require(String host, int port) throws SourceException {
    Optional<String> refusal = refusal(host, port);
    if (refusal.isPresent()) {
      throw SourceException.refused(AddressRule.sentence(refusal.get()));
    }
  }

  /** Allows everything; for tests and for a machine of one's own. */
  static EgressPolicy unrestricted() {
    return new EgressPolicy() {
      @Override
      public Optional<String> refusal(String host, int port) {
        return Optional.empty();
      }

      @Override
      public Optional<String> refusal(String host, InetAddress address) {
        return Optional.empty();
      }
    };
  }
}
