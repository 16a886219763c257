package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** Selects objects; an absent field selects all. */
public record ObjectSelector(
    @Field("Group.") String group,
    @Field("Version.") String version,
    @Field("Kind.") String kind,
    @Field("Name.") String name,
    @Field("Namespace.") String namespace,
    @Field("Labels, as kubectl -l takes them.") String labelSelector,
    @Field("Annotations, written likewise.") String annotationSelector) {
  /** Every field absent. */
  public static final ObjectSelector EMPTY = new ObjectSelector("", "", "", "", "", "", "");

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public ObjectSelector {
    group = Absent.text(group);
    version = Absent.text(version);
    kind = Absent.text(kind);
    name = Absent.text(name);
    namespace = Absent.text(namespace);
    labelSelector = Absent.text(labelSelector);
    annotationSelector = Absent.text(annotationSelector);
  }
}
