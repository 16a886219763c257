package io.rolloutoperator.egress;

import java.net.InetAddress;
import java.util.Optional;

/** Which addresses may be contacted. */
@FunctionalInterface
public interface AddressRule {

  /**
   * Asked for each address that a name stands for, and again when a connection to it is made.
   *
   * @param host as it is written
   * @return one word why it may not be contacted, such as {@code private}; empty if it may
   */
  Optional<String> refusal(String host, InetAddress address);

  /** What people are told: {@code address not allowed by egress policy (private)}. */
  static String sentence(String reason) {
    return "address not allowed by egress policy (" + reason + ")";
  }
}
