package io.rolloutoperator.kube.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.engine.snapshot.Annotations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which changes of a Rollout are news: another one of the name, of its spec, of what people write,
 * and of its phase, which the metrics tell. Everything else in a status is our own writing, and a
 * pass that has more to do asks for the next one by itself.
 */
public final class RolloutNews implements OnUpdateFilter<Rollout> {

  private static final List<String> TOLD_IN_STATUS =
      List.of(
          "abort",
          "promoteFull",
          "pauseConditions",
          "controllerPause",
          "currentStepIndex",
          "phase");

  @Override
  public boolean accept(Rollout now, Rollout before) {
    return metadataChanged(now.getMetadata(), before.getMetadata()) || statusChanged(now, before);
  }

  private static boolean metadataChanged(ObjectMeta now, ObjectMeta before) {
    return !Objects.equals(now.getUid(), before.getUid())
        || !Objects.equals(now.getGeneration(), before.getGeneration())
        || !Objects.equals(now.getDeletionTimestamp(), before.getDeletionTimestamp())
        || !Objects.equals(now.getLabels(), before.getLabels())
        || annotationsChanged(now.getAnnotations(), before.getAnnotations());
  }

  private static boolean annotationsChanged(
      @Nullable Map<String, String> now, @Nullable Map<String, String> before) {
    return !Objects.equals(now, before) && !read(now).equals(read(before));
  }

  /** Those that a pass reads: what is told to people is written for each message, beside passes. */
  private static Map<String, String> read(@Nullable Map<String, String> annotations) {
    Map<String, String> read = new TreeMap<>(ReplicaSetReader.orEmpty(annotations));
    read.keySet().removeIf(Annotations::isOfNotifications);
    return read;
  }

  private static boolean statusChanged(Rollout now, Rollout before) {
    JsonNode status = ReplicaSetReader.tree(now.getStatus());
    JsonNode was = ReplicaSetReader.tree(before.getStatus());
    return TOLD_IN_STATUS.stream().anyMatch(field -> !status.path(field).equals(was.path(field)));
  }
}
