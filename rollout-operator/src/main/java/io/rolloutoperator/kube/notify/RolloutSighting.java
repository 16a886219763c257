package io.rolloutoperator.kube.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.kube.events.ObjectReference;
import io.rolloutoperator.kube.objects.ObjectTree;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.message.Moment;
import io.rolloutoperator.notify.message.Progress;
import io.rolloutoperator.notify.message.Release;
import io.rolloutoperator.notify.message.Variables;
import io.rolloutoperator.notify.outbox.Happening;
import io.rolloutoperator.notify.outbox.Situation.RolloutIdentity;
import io.rolloutoperator.notify.outbox.StateHappenings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A Rollout with the AnalysisRuns of its revision. The trees are what templates may show.
 *
 * @param rollout whole, but for what the API server keeps of it
 * @param release with the progress before the abort, and with the commit once it was asked for
 */
record RolloutSighting(
    ObjectReference reference, JsonNode rollout, List<JsonNode> runs, Release release)
    implements Sighting {

  private static final String HASH = "rollouts-pod-template-hash";
  private static final String SUBSCRIPTIONS = "notifications.argoproj.io/";

  static RolloutSighting of(Rollout rollout, Collection<AnalysisRun> runs) {
    return of(
        ObjectReference.to(rollout),
        ObjectTree.of(rollout),
        runs.stream().<JsonNode>map(ObjectTree::of).toList());
  }

  static RolloutSighting of(ObjectReference reference, JsonNode rollout, List<JsonNode> runs) {
    List<JsonNode> its = runs.stream().filter(run -> isOf(rollout, run)).toList();
    return new RolloutSighting(reference, rollout, its, Release.of(rollout, its));
  }

  /** What an earlier revision was measured at is no news of this one. */
  private static boolean isOf(JsonNode rollout, JsonNode run) {
    JsonNode labels = run.at("/metadata/labels");
    JsonNode annotations = run.at("/metadata/annotations");
    String revision = rollout.at("/metadata/annotations").path(Release.REVISION).asText();
    return labels.path(HASH).asText().equals(rollout.at("/status/currentPodHash").asText())
        && annotations.path(Release.REVISION).asText(revision).equals(revision);
  }

  /** Whether it names recipients itself. */
  static boolean subscribes(Rollout rollout) {
    Map<String, String> annotations = rollout.getMetadata().getAnnotations();
    return annotations != null
        && annotations.keySet().stream().anyMatch(key -> key.startsWith(SUBSCRIPTIONS));
  }

  @Override
  public JsonNode tree() {
    return rollout;
  }

  @Override
  public Map<String, String> annotations() {
    return ObjectTree.texts(rollout.at("/metadata/annotations"));
  }

  @Override
  public RolloutIdentity identity() {
    Map<String, String> annotations = annotations();
    return new RolloutIdentity(
        reference.namespace(),
        reference.uid(),
        revision(),
        ObjectTree.texts(rollout.at("/metadata/labels")),
        annotations);
  }

  @Override
  public List<Happening> happenings(Instant now) {
    return StateHappenings.of(rollout, runs, now);
  }

  @Override
  public Map<String, Value> variables(NotificationConfig config) {
    return Variables.of(rollout, runs, release, config);
  }

  /**
   * A revision is written before the status says anything of it: what the status says then is of
   * the revision before, which would be told a second time. And an abort takes step and weight back
   * to the beginning.
   */
  @Override
  public Sighting after(Sighting before) {
    if (!(before instanceof RolloutSighting known) || !known.hash().equals(hash())) {
      return this;
    }
    if (isBehind() && !known.revision().equals(revision())) {
      return known;
    }
    return release.progress().equals(Progress.UNKNOWN)
        ? with(release.at(known.release.progress()))
        : this;
  }

  /** Whether the status is of an earlier spec; one that says nothing yet is of none. */
  boolean isBehind() {
    String observed = rollout.at("/status/observedGeneration").asText();
    return !observed.isEmpty() && !observed.equals(rollout.at("/metadata/generation").asText());
  }

  @Override
  public Sighting from(Origins origins) {
    return with(release.from(origins.of(rollout)));
  }

  @Override
  public Moment moment() {
    return Moment.of(rollout, release);
  }

  @Override
  public Sighting at(Moment then) {
    RolloutSighting past = of(reference, then.over(rollout), runs);
    return past.with(then.release().orElse(past.release));
  }

  private RolloutSighting with(Release known) {
    return new RolloutSighting(reference, rollout, runs, known);
  }

  private String revision() {
    return rollout.at("/metadata/annotations").path(Release.REVISION).asText();
  }

  private String hash() {
    return rollout.at("/status/currentPodHash").asText();
  }
}
