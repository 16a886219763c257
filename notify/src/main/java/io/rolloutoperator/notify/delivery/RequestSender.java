package io.rolloutoperator.notify.delivery;

import io.rolloutoperator.notify.service.ServiceRequest;

/** Sends one HTTP request. */
@FunctionalInterface
public interface RequestSender {

  /** Sends it once and waits for the answer. */
  Answer send(ServiceRequest request);
}
