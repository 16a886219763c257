package io.rolloutoperator.kube.gitsync;

import io.rolloutoperator.kube.client.Discovery;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which kinds there are, as one pass finds it. A kind that the API server does not have is asked
 * for once, however many objects are of it; the next pass asks again.
 */
final class PassKinds {

  private record Stated(String apiVersion, String kind) {}

  private final Discovery kinds;
  private final Map<Stated, Discovery.Answer.NotServed> missing = new ConcurrentHashMap<>();

  PassKinds(Discovery kinds) {
    this.kinds = kinds;
  }

  /** Looks up a kind; {@code apiVersion} is {@code v1} or {@code apps/v1}. */
  Discovery.Answer find(String apiVersion, String kind) {
    Stated stated = new Stated(apiVersion, kind);
    Discovery.Answer known = missing.get(stated);
    if (known != null) {
      return known;
    }
    Discovery.Answer answer = kinds.find(apiVersion, kind);
    if (answer instanceof Discovery.Answer.NotServed absent) {
      missing.put(stated, absent);
    }
    return answer;
  }

  /** A version of a group serves other kinds than it did: later passes ask for them again. */
  void forget(String apiVersion) {
    kinds.forget(apiVersion);
  }
}
