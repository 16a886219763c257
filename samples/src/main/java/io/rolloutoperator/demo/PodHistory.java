package io.rolloutoperator.demo;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pods of one Rollout as they were seen, and how many of each version were ready when. */
final class PodHistory {

  private static final String HASH = "rollouts-pod-template-hash";
  private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");

  private final Map<String, Pod> pods = new HashMap<>();
  private final Map<String, String> troubles = new HashMap<>();
  private final List<PodCounts> history =
      new ArrayList<>(List.of(new PodCounts(Instant.MIN, Map.of())));

  /** A pod is there, as it is now. */
  synchronized void seen(Instant at, Pod pod) {
    pods.put(pod.getMetadata().getName(), pod);
    waiting(pod).ifPresent(trouble -> troubles.put(hash(pod), trouble));
    count(at);
  }

  /** A pod is no longer there. */
  synchronized void gone(Instant at, Pod pod) {
    pods.remove(pod.getMetadata().getName());
    count(at);
  }

  synchronized PodCounts now() {
    return history.getLast();
  }

  /** What was so for the longest part of the time. */
  synchronized PodCounts longest(Instant from, Instant to) {
    Map<Map<String, Integer>, Duration> lengths = new HashMap<>();
    for (PodCounts counts : during(from, to)) {
      Instant begin = counts.since().isBefore(from) ? from : counts.since();
      lengths.merge(counts.ready(), Duration.between(begin, end(counts, to)), Duration::plus);
    }
    return during(from, to).stream()
        .max(Comparator.comparing(counts -> length(lengths, counts)))
        .orElseThrow();
  }

  /** The lowest number of ready pods of one version. */
  synchronized int lowest(String hash, Instant from, Instant to) {
    return lowest(counts -> counts.of(hash), from, to);
  }

  /** The lowest number of ready pods of all versions together. */
  synchronized int lowest(Instant from, Instant to) {
    return lowest(PodCounts::all, from, to);
  }

  /** Why pods of a version last did not start, in the cluster's words. */
  synchronized Optional<String> trouble(String hash) {
    return Optional.ofNullable(troubles.get(hash));
  }

  private int lowest(ToIntFunction<PodCounts> number, Instant from, Instant to) {
    return during(from, to).stream().mapToInt(number).min().orElseThrow();
  }

  /** In order; never empty: there is always what was so at {@code to}. */
  private List<PodCounts> during(Instant from, Instant to) {
    return history.stream()
        .filter(c -> !c.since().isAfter(to) && end(c, Instant.MAX).isAfter(from))
        .toList();
  }

  private Instant end(PodCounts counts, Instant latest) {
    int next = history.indexOf(counts) + 1;
    return next == history.size() || history.get(next).since().isAfter(latest)
        ? latest
        : history.get(next).since();
  }

  private static Duration length(Map<Map<String, Integer>, Duration> lengths, PodCounts counts) {
    return lengths.getOrDefault(counts.ready(), Duration.ZERO);
  }

  private void count(Instant at) {
    Map<String, Integer> ready = new HashMap<>();
    pods.values().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(Readiness::isPodReady)
        .forEach(pod -> ready.merge(hash(pod), 1, Integer::sum));
    if (!ready.equals(now().ready())) {
      history.add(new PodCounts(at, ready));
    }
  }

  private static String hash(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(HASH, "");
  }

  private static Optional<String> waiting(Pod pod) {
    Stream<String> unscheduled =
        pod.getStatus().getConditions().stream()
            .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
            .map(c -> words(c.getReason(), c.getMessage()));
    Stream<String> notStarted =
        pod.getStatus().getContainerStatuses().stream()
            .map(status -> status.getState() == null ? null : status.getState().getWaiting())
            .filter(Objects::nonNull)
            .filter(waiting -> !ON_THE_WAY.contains(waiting.getReason()))
            .map(PodHistory::words);
    return Stream.concat(unscheduled, notStarted).findFirst();
  }

  private static String words(ContainerStateWaiting waiting) {
    return words(waiting.getReason(), waiting.getMessage());
  }

  private static String words(@Nullable String reason, @Nullable String message) {
    return message == null || message.isBlank()
        ? String.valueOf(reason)
        : reason + ": " + message.strip().replaceAll("\\s+", " ");
  }
}
