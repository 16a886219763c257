package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The status of a commit on GitHub, with a token that may write statuses. */
record GitHubService(String api, String token) implements NotificationService {

  private static final int LONGEST_DESCRIPTION = 140;

  static NotificationService of(Options options) {
    if (options.text("token").isEmpty() && !options.text("appID").isEmpty()) {
      throw new Options.Invalid(
          "service "
              + options.name()
              + ": credentials of a GitHub App are not supported, use token");
    }
    String base = options.text("enterpriseBaseURL");
    return new GitHubService(
        Parts.withoutSlash(base.isEmpty() ? "https://api.github.com" : base),
        options.required("token"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    return switch (CommitStatus.of(occasion.message().part("github"), "github")) {
      case CommitStatus.Reading.Refused(String reason) -> new Prepared.Refused(reason);
      case CommitStatus.Reading.Read(CommitStatus status) -> {
        ObjectNode body = Parts.object().put("state", status.state());
        Parts.put(body, "target_url", status.targetUrl());
        Parts.put(body, "description", Parts.cut(occasion.message().text(), LONGEST_DESCRIPTION));
        Parts.put(body, "context", status.label());
        String url = "%s/repos/%s/statuses/%s".formatted(api, status.project(), status.commit());
        yield Prepared.Calls.of(
            ServiceRequest.post(url, body.toString())
                .with("Accept", "application/vnd.github+json")
                .with("Authorization", "Bearer " + token));
      }
    };
  }
}
