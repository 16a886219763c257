package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The status of a commit on GitHub, with a token that may write statuses, or as an installation of
 * an App.
 */
record GitHubService(String api, Credential credential) implements NotificationService {

  private static final int LONGEST_DESCRIPTION = 140;
  private static final List<String> STATES = List.of("error", "failure", "pending", "success");

  /** Who writes. */
  sealed interface Credential {
    record Token(String token) implements Credential {}

    record App(GitHubApp app) implements Credential {}
  }

  static NotificationService of(Options options) {
    String base = Parts.withoutSlash(options.text("enterpriseBaseURL"));
    String api = base.isEmpty() ? "https://api.github.com" : enterprise(base);
    return new GitHubService(api, credential(api, options));
  }

  /** A server of one's own has its API below its address, unless a host is for the API alone. */
  private static String enterprise(String base) {
    boolean isApi = base.endsWith("/api/v3") || base.contains("://api.");
    return isApi ? base : base + "/api/v3";
  }

  private static Credential credential(String api, Options options) {
    if (options.text("appID").isEmpty()) {
      return new Credential.Token(options.required("token"));
    }
    return new Credential.App(
        new GitHubApp(
            api,
            options.required("appID"),
            options.required("installationID"),
            options.required("privateKey")));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    return switch (CommitStatus.of(occasion.message().part("github"), "github", STATES)) {
      case CommitStatus.Reading.Refused(String reason) -> new Prepared.Refused(reason);
      case CommitStatus.Reading.Read(CommitStatus status) -> {
        ObjectNode body = Parts.object().put("state", status.state());
        Parts.put(body, "target_url", status.targetUrl());
        Parts.put(body, "description", Parts.cut(occasion.message().text(), LONGEST_DESCRIPTION));
        Parts.put(body, "context", status.label());
        String url = "%s/repos/%s/statuses/%s".formatted(api, status.project(), status.commit());
        yield Prepared.Calls.of(
            authorized(
                ServiceRequest.post(url, body.toString())
                    .with("Accept", "application/vnd.github+json")));
      }
    };
  }

  private ServiceRequest authorized(ServiceRequest request) {
    return switch (credential) {
      case Credential.Token(String token) -> request.with("Authorization", "Bearer " + token);
      case Credential.App(GitHubApp app) -> request.as(app);
    };
  }
}
