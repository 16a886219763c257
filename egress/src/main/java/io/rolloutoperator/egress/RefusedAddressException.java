package io.rolloutoperator.egress;

import java.io.IOException;

/** An address may not be contacted; nothing was sent to it. The message is for people. */
public final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1L;

  RefusedAddressException(String reason) {
    super(AddressRule.sentence(reason));
  }
}
