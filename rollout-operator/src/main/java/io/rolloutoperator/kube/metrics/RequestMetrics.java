package io.rolloutoperator.kube.metrics;

import io.rolloutoperator.kube.client.RequestObserver;
import io.rolloutoperator.kube.client.RequestTarget;

/** All that is told of requests to the API server. */
record RequestMetrics(RequestCounter counter, MissingRights rights) implements RequestObserver {
  @Override
  public void answered(RequestTarget target, int status) {
    counter.answered(target, status);
  }

  @Override
  public void judged(RequestTarget target, boolean allowed) {
    rights.judged(target, allowed);
  }
}
