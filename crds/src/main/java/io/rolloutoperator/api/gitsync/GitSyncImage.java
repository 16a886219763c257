package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** An image that was chosen. */
public record GitSyncImage(
    @Field(value = "Name of the policy.", required = true) String name,
    @Field("The image.") String image,
    @Field("Its tag.") String tag,
    @Field("Its digest.") String digest) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncImage {
    name = Absent.text(name);
    image = Absent.text(image);
    tag = Absent.text(tag);
    digest = Absent.text(digest);
  }
}
