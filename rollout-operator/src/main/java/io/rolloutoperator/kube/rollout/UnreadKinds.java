package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.strategy.Strategy;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.objects.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which kinds have not been read even once, for lack of a right or of time. A Rollout about which
 * they matter must wait: an empty cache would be taken for an empty cluster, and its pods made a
 * second time. The others go on.
 */
final class UnreadKinds {

  private static final Duration LOOKS_APART = Duration.ofSeconds(5);

  /** None of a kind: what matters is whether the question is answered. */
  private static final String NOBODY = "rollout-operator.io/nobody";

  /**
   * A kind that a Rollout waits for.
   *
   * @param refusal which right is missing, if that is why
   */
  record Unread(ApiResource kind, Optional<ApiAnswer.Forbidden> refusal) {}

  private record Look(long nanos, Optional<ApiAnswer.Forbidden> refusal) {}

  private final Supplier<Set<ApiResource>> unread;
  private final ObjectApi api;
  private final String namespace;
  private final LongSupplier nanos;
  private final Map<ApiResource, Look> looks = new ConcurrentHashMap<>();
  private volatile boolean allRead;

  /**
   * Makes no request.
   *
   * @param unread the kinds that are not read yet; a kind that was read stays read
   * @param namespace where they are read; empty for all
   */
  UnreadKinds(
      Supplier<Set<ApiResource>> unread, ObjectApi api, String namespace, LongSupplier nanos) {
    this.unread = unread;
    this.api = api;
    this.namespace = namespace;
    this.nanos = nanos;
  }

  /** What a Rollout has to wait for; empty, without a look, once everything was read. */
  Optional<Unread> of(Rollout rollout) {
    if (allRead) {
      return Optional.empty();
    }
    Set<ApiResource> missing = unread.get();
    allRead = missing.isEmpty();
    return needs(ReplicaSetReader.tree(rollout.getSpec())).stream()
        .filter(missing::contains)
        .findFirst()
        .map(kind -> new Unread(kind, refusal(kind)));
  }

  private static List<ApiResource> needs(JsonNode spec) {
    List<ApiResource> needs = new ArrayList<>(List.of(Kinds.REPLICA_SET, Kinds.ANALYSIS_RUN));
    if (!Strategy.services(spec).isEmpty()) {
      needs.add(Kinds.SERVICE);
    }
    if (spec.path("strategy").findValue("templates") != null) {
      needs.add(Kinds.ANALYSIS_TEMPLATE);
      needs.add(Kinds.CLUSTER_ANALYSIS_TEMPLATE);
    }
    return needs;
  }

  private Optional<ApiAnswer.Forbidden> refusal(ApiResource kind) {
    long now = nanos.getAsLong();
    return looks
        .compute(
            kind,
            (_, last) ->
                last != null && now - last.nanos() < LOOKS_APART.toNanos()
                    ? last
                    : new Look(now, look(kind)))
        .refusal();
  }

  private Optional<ApiAnswer.Forbidden> look(ApiResource kind) {
    String where = kind.equals(Kinds.CLUSTER_ANALYSIS_TEMPLATE) ? "" : namespace;
    return api.list(kind, where, NOBODY) instanceof ApiAnswer.Forbidden refused
        ? Optional.of(refused)
        : Optional.empty();
  }
}
