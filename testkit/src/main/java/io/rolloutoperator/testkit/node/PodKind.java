package io.rolloutoperator.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a pod is on this machine. */
public enum PodKind {
  /** Nothing runs: the agent only reports. The default. */
  SIM,
  /** The sample app, listening on the pod's address inside this JVM. */
  HTTP,
  /** The containers' commands, as real processes that can bind the pod's address. */
  PROCESS;

  /** System property with the kind of pods that do not say their own; {@code sim} without it. */
  public static final String DEFAULT_PROPERTY = "testkit.pods";

  /** Reads the annotation, else the prefix of the first container's image, else the property. */
  static PodKind of(JsonNode pod) {
    JsonNode annotation = pod.path("metadata").path("annotations").path(PodAnnotations.KIND);
    if (annotation.isTextual()) {
      return valueOf(annotation.asText().toUpperCase(Locale.ROOT));
    }
    String image = pod.path("spec").path("containers").path(0).path("image").asText();
    for (PodKind kind : values()) {
      if (image.startsWith(kind.name().toLowerCase(Locale.ROOT) + "/")) {
        return kind;
      }
    }
    return valueOf(System.getProperty(DEFAULT_PROPERTY, SIM.name()).toUpperCase(Locale.ROOT));
  }
}
