package io.rolloutoperator.kube.events;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/**
 * The object an Event is about, as it was when the Event happened.
 *
 * @param apiVersion group and version, {@code argoproj.io/v1alpha1}
 * @param kind the kind, {@code Rollout}
 * @param namespace empty for cluster-scoped objects
 * @param name the object's name
 * @param uid tells an object from a later one of the same name
 * @param resourceVersion the version the decision was taken on; empty if not known
 */
public record ObjectReference(
    String apiVersion,
    String kind,
    String namespace,
    String name,
    String uid,
    String resourceVersion) {
  /** A reference to an object that was read from the API server. */
  public static ObjectReference to(HasMetadata object) {
    return new ObjectReference(
        object.getApiVersion(),
        object.getKind(),
        Objects.requireNonNullElse(object.getMetadata().getNamespace(), ""),
        object.getMetadata().getName(),
        Objects.requireNonNullElse(object.getMetadata().getUid(), ""),
        Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), ""));
  }
}
