package io.rolloutoperator.gitsync.writeback.forge;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Which addresses may be contacted. Tenants write the addresses of forges, and the controller
 * stands inside the cluster's network.
 */
@FunctionalInterface
public interface AddressPolicy {

  /**
   * Asked for each address at the moment of connecting to it.
   *
   * @param host as it is written
   * @return one word that says why it is not allowed, such as {@code private}; empty if it is
   */
  Optional<String> refusal(String host, InetAddress address);
}
