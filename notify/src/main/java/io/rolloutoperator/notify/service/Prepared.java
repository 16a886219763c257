package io.rolloutoperator.notify.service;

import java.util.List;

/** What a service makes of a message. */
public sealed interface Prepared {

  /**
   * Requests, sent in their order.
   *
   * @param oneIsEnough whether the message has arrived when one of them has
   */
  record Calls(List<ServiceRequest> requests, boolean oneIsEnough) implements Prepared {
    public Calls {
      requests = List.copyOf(requests);
    }

    static Prepared of(ServiceRequest... requests) {
      return new Calls(List.of(requests), false);
    }
  }

  /** An e-mail. */
  record Letter(Mail mail) implements Prepared {}

  /**
   * The message can never be sent so.
   *
   * @param reason one line for people
   */
  record Refused(String reason) implements Prepared {}
}
