package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The status of a commit on GitLab. */
record GitLabService(String base, String token) implements NotificationService {

  private static final int LONGEST_DESCRIPTION = 255;
  private static final int LONGEST_URL = 255;
  private static final List<String> STATES =
      List.of("pending", "running", "success", "failed", "canceled", "skipped");

  static NotificationService of(Options options) {
    return new GitLabService(
        Parts.withoutSlash(options.text("baseURL", "https://gitlab.com")),
        options.required("token"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    return switch (CommitStatus.of(occasion.message().part("gitlab"), "gitlab", STATES)) {
      case CommitStatus.Reading.Refused(String reason) -> new Prepared.Refused(reason);
      case CommitStatus.Reading.Read(CommitStatus status) -> {
        ObjectNode body = Parts.object().put("state", status.state());
        Parts.put(body, "name", status.label());
        // Half an address leads nowhere.
        Parts.put(
            body,
            "target_url",
            status.targetUrl().length() > LONGEST_URL ? "" : status.targetUrl());
        Parts.put(body, "description", Parts.cut(occasion.message().text(), LONGEST_DESCRIPTION));
        String project = URLEncoder.encode(status.project(), StandardCharsets.UTF_8);
        String url = "%s/api/v4/projects/%s/statuses/%s".formatted(base, project, status.commit());
        yield Prepared.Calls.of(
            ServiceRequest.post(url, body.toString()).with("PRIVATE-TOKEN", token));
      }
    };
  }
}
