package io.rolloutoperator.api;

import io.rolloutoperator.api.schema.Field;
import java.util.Map;

/** Labels and annotations that the controller adds to objects it makes or to pods for a while. */
public record ObjectLabels(
    @Field("Labels to add.") Map<String, String> labels,
    @Field("Annotations to add.") Map<String, String> annotations) {
  /** Every field absent. */
  public static final ObjectLabels EMPTY = new ObjectLabels(Map.of(), Map.of());

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ObjectLabels {
    labels = Absent.map(labels);
    annotations = Absent.map(annotations);
  }
}
