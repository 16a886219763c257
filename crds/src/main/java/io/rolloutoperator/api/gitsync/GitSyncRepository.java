package io.rolloutoperator.api.gitsync;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import io.rolloutoperator.api.schema.Rule;
import org.jspecify.annotations.Nullable;

/** A Git repository and which commit of it is wanted. */
public record GitSyncRepository(
    @Rule(valid = Cel.URL, message = GitSyncMessages.URL)
        @Rule(valid = Cel.NO_CREDENTIALS, message = GitSyncMessages.CREDENTIALS)
        @Field(value = "https://, ssh:// or user@host:path.", required = true, maxLength = 2048)
        String url,
    @Field("The commit; absent is where HEAD of the repository points to.") GitSyncRef ref,
    @Rule(valid = Cel.INTERVAL, message = GitSyncMessages.INTERVAL)
        @Field(
            value = "Time between two looks at the repository.",
            maxLength = Patterns.DURATION_LENGTH,
            pattern = Patterns.DURATION,
            absentBecomes = "1m")
        String interval,
    @Rule(valid = Cel.GIT_TIMEOUT, message = GitSyncMessages.GIT_TIMEOUT)
        @Field(
            value = "Time for one Git operation.",
            maxLength = Patterns.DURATION_LENGTH,
            pattern = Patterns.DURATION,
            absentBecomes = "60s")
        String timeout,
    @Field("Credentials: username and password or bearerToken; identity, known_hosts.")
        @Nullable SecretName secretRef,
    @Field("Proxy: address, username, password.") @Nullable SecretName proxySecretRef,
    @Field(
            value = "Kind of credentials; github is not supported yet.",
            oneOf = {"generic", "github"})
        String provider,
    @Field(value = "Signatures of commits; not supported yet.", shape = Field.Shape.OPEN_OBJECT)
        @Nullable JsonNode verify,
    @Field(value = "Files that plain mode leaves out, as in a gitignore file.", maxLength = 16384)
        String ignore,
    @Field("Notification by the server about new commits.") @Nullable GitSyncWebhook webhook) {
  /** Every field absent. */
  public static final GitSyncRepository EMPTY =
      new GitSyncRepository("", GitSyncRef.EMPTY, "", "", null, null, "", null, "", null);

  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncRepository {
    url = Absent.text(url);
    ref = Absent.orElse(ref, GitSyncRef.EMPTY);
    interval = Absent.text(interval);
    timeout = Absent.text(timeout);
    provider = Absent.text(provider);
    verify = Absent.tree(verify);
    ignore = Absent.text(ignore);
  }
}
