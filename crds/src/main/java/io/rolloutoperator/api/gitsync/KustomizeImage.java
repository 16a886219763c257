package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** An image to replace. */
public record KustomizeImage(
    @Field(value = "Name of the image without tag.", required = true) String name,
    @Field("The new name.") String newName,
    @Field("The new tag.") String newTag,
    @Field("Put after the tag.") String tagSuffix,
    @Field("The new digest, instead of a tag.") String digest) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public KustomizeImage {
    name = Absent.text(name);
    newName = Absent.text(newName);
    newTag = Absent.text(newTag);
    tagSuffix = Absent.text(tagSuffix);
    digest = Absent.text(digest);
  }
}
