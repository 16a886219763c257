package io.rolloutoperator.api.gitsync;

/**
 * What a user reads about a wrong field, from the API server's rules and from the operator alike.
 */
public final class GitSyncMessages {

  public static final String URL =
      "spec.repo.url: only https://, ssh:// and user@host:path are allowed";
  public static final String CREDENTIALS =
      "spec.repo.url: credentials in the URL are not allowed; use secretRef";
  public static final String REF =
      "spec.repo.ref: set at most one of branch, tag, semver, name, commit";
  public static final String PATH = "spec.path: must be a relative path inside the repository";
  public static final String INTERVAL = "spec.repo.interval: must be between 5s and 24h";
  public static final String GIT_TIMEOUT = "spec.repo.timeout: must be between 5s and 10m";
  public static final String TIMEOUT = "spec.timeout: must be between 1s and 24h";
  public static final String RETRY_INTERVAL = "spec.retryInterval: must be between 1s and 24h";
  public static final String WRITE_BACK_SECRET =
      "spec.writeBack.secretRef: required by onAbort Revert or PullRequest, promoteTo and"
          + " imagePolicies";
  public static final String WRITE_BACK_REF = "spec.repo.ref: write-back needs a branch";
  public static final String AUTHOR =
      "spec.writeBack.author: must not contain line breaks or angle brackets";

  private GitSyncMessages() {}
}
