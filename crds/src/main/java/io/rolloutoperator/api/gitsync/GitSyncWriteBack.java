package io.rolloutoperator.api.gitsync;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import org.jspecify.annotations.Nullable;

/** How commits get into the repository. */
public record GitSyncWriteBack(
    @Field("Credentials that may push.") @Nullable SecretName secretRef,
    @Field(
            value = "Kind of the server, for pull requests.",
            oneOf = {"generic", "github", "gitlab", "gitea"},
            absentBecomes = "generic")
        String provider,
    @Field(
            value = "Address of its API; absent is derived from the URL of the repository.",
            maxLength = 2048)
        @JsonProperty("apiURL")
        String apiUrl,
    @Field("Author of the commits.") GitSyncCommitAuthor author,
    @Field("Key that signs the commits.") @Nullable GitSyncSigningKey signingKey,
    @Field(value = "Commits within an hour.", minimum = 1, absentBecomes = "4")
        @Nullable Integer maxCommitsPerHour) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncWriteBack {
    provider = Absent.text(provider);
    apiUrl = Absent.text(apiUrl);
    author = Absent.orElse(author, GitSyncCommitAuthor.EMPTY);
  }
}
