package io.rolloutoperator.egress;

import java.net.UnknownHostException;

/**
 * A name stands for an address that may not be contacted. Resolvers may only say that a host is
 * unknown, so this says it that way; the message is for people.
 */
public final class RefusedHostException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  RefusedHostException(String reason) {
    super(AddressRule.sentence(reason));
  }
}
