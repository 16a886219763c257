package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.rollout.RolloutCondition;
import io.rolloutoperator.api.rollout.RolloutStatus;
import io.rolloutoperator.api.template.PodTemplateHash;
import io.rolloutoperator.api.template.TemplateComparison;
import io.rolloutoperator.api.template.TemplateEquality;
import io.rolloutoperator.engine.snapshot.Annotations;
import io.rolloutoperator.engine.snapshot.TemplateMatch;
import io.rolloutoperator.kube.objects.ReplicaSetTree;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the ReplicaSet of the present template among the owned ones, newest first.
 *
 * <p>Equality of meaning decides. If none is equal, the API server is asked once what it would make
 * of the template: it may add defaults that this version does not know, or refuse it. Its answer is
 * kept for that version of the spec, a refusal for a while only.
 */
final class TemplateMatcher {

  private final TemplateTrial trial;

  TemplateMatcher(TemplateTrial trial) {
    this.trial = trial;
  }

  TemplateMatch match(
      Rollout rollout, RolloutStatus status, JsonNode template, List<ReplicaSetTree> newestFirst) {
    Optional<ReplicaSetTree> known = decidedBefore(rollout, status, newestFirst);
    if (known.isPresent()) {
      return new TemplateMatch.Existing(known.get().getMetadata().getName());
    }
    Optional<ReplicaSetTree> equal = equal(template, newestFirst);
    if (equal.isPresent()) {
      return new TemplateMatch.Existing(equal.get().getMetadata().getName());
    }
    String hash = PodTemplateHash.of(template, status.collisionCount());
    return switch (trial.of(rollout, template, hash)) {
      case TemplateTrial.Refused(String message) -> new TemplateMatch.Rejected(message);
      case TemplateTrial.Unanswered(String message) -> throw new CannotReadException(message);
      case TemplateTrial.Completed(JsonNode completed) ->
          equal(completed, newestFirst)
              .<TemplateMatch>map(rs -> new TemplateMatch.Existing(rs.getMetadata().getName()))
              .orElseGet(() -> new TemplateMatch.Missing(hash));
    };
  }

  /**
   * The spec has not changed since a status named the ReplicaSet, so the question was answered
   * then; unless that status says that the spec was refused, for then it still names the ReplicaSet
   * of the spec before.
   */
  private static Optional<ReplicaSetTree> decidedBefore(
      Rollout rollout, RolloutStatus status, List<ReplicaSetTree> newestFirst) {
    String generation = Objects.toString(rollout.getMetadata().getGeneration(), "");
    if (!status.observedGeneration().equals(generation)
        || status.currentPodHash().isEmpty()
        || status.conditions().stream().anyMatch(TemplateMatcher::tellsRefusal)) {
      return Optional.empty();
    }
    return newestFirst.stream().filter(rs -> hash(rs).equals(status.currentPodHash())).findFirst();
  }

  private static boolean tellsRefusal(RolloutCondition condition) {
    return condition.type().equals("InvalidSpec")
        || condition.type().equals("ReconciliationError")
        || condition.reason().equals("ReplicaSetCreateError");
  }

  private static Optional<ReplicaSetTree> equal(
      JsonNode template, List<ReplicaSetTree> newestFirst) {
    return newestFirst.stream()
        .filter(
            rs ->
                TemplateEquality.compare(
                        ReplicaSetReader.template(rs), template, RoleMetadata.of(rs.getMetadata()))
                    instanceof TemplateComparison.Same)
        .findFirst();
  }

  private static String hash(ReplicaSetTree rs) {
    return ReplicaSetReader.orEmpty(rs.getMetadata().getLabels())
        .getOrDefault(Annotations.POD_TEMPLATE_HASH, "");
  }
}
