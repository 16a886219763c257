package io.rolloutoperator.notify.service;

import java.util.List;

/** What a service makes of a message. */
public sealed interface Prepared {

  /**
   * Requests.
   *
   * @param toReplicas whether they ask replicas of one receiver, which do not tell each other: all
   *     are sent at the same time, and the message has arrived when one of them has. Otherwise they
   *     are sent in their order, each after the one before has arrived.
   */
  record Calls(List<ServiceRequest> requests, boolean toReplicas) implements Prepared {
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
