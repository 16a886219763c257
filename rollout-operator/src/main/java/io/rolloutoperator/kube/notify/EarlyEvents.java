package io.rolloutoperator.kube.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events of objects that nobody may look at yet, because their status is of an earlier spec: they
 * are told with the first look. Safe for use by several threads.
 */
final class EarlyEvents {

  /** A pass has fewer, and one that fails tells the same again. */
  private static final int MOST_OF_ONE = 20;

  /** One of them. */
  record Early(String reason, String message) {}

  private final Map<String, List<Early>> waiting = new ConcurrentHashMap<>();

  /** From now on Events of this object are kept. */
  void keep(String uid) {
    waiting.putIfAbsent(uid, List.of());
  }

  /** An Event; of an object that is not waited for it is nobody's. */
  void add(String uid, String reason, String message) {
    waiting.computeIfPresent(uid, (_, before) -> with(before, new Early(reason, message)));
  }

  private static List<Early> with(List<Early> before, Early last) {
    if (before.size() >= MOST_OF_ONE) {
      return before;
    }
    List<Early> after = new ArrayList<>(before);
    after.add(last);
    return after;
  }

  /** The object is gone. */
  void forget(String uid) {
    waiting.remove(uid);
  }

  /** Returns what was kept, in its order, and keeps no more. */
  List<Early> take(String uid) {
    List<Early> kept = waiting.remove(uid);
    return kept == null ? List.of() : kept;
  }
}
