package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The status of a commit, as templates name it for all forges.
 *
 * @param project the path of the repository, such as {@code group/shop}
 */
record CommitStatus(String project, String commit, String state, String label, String targetUrl) {

  /** What a template says. */
  sealed interface Reading {
    record Read(CommitStatus status) implements Reading {}

    record Refused(String reason) implements Reading {}
  }

  /**
   * Reads the part of a forge.
   *
   * @param forge its name, as templates have it
   * @param states that the forge knows
   */
  static Reading of(JsonNode part, String forge, List<String> states) {
    if (!part.path("status").isObject()) {
      return new Reading.Refused(
          "template has no " + forge + ".status, the only thing that is sent to " + forge);
    }
    String url = part.path("repoURLPath").asText();
    String commit = part.path("revisionPath").asText();
    Optional<String> project = project(url);
    if (project.isEmpty()) {
      return new Reading.Refused(
          forge + ".repoURLPath is not the address of a repository: '" + Parts.cut(url, 100) + "'");
    }
    if (commit.isEmpty() || !commit.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
      return new Reading.Refused(
          forge + ".revisionPath is not a commit: '" + Parts.cut(commit, 100) + "'");
    }
    JsonNode status = part.path("status");
    String state = status.path("state").asText();
    if (!states.contains(state)) {
      return new Reading.Refused(
          "%s.status.state is not one of %s: '%s'"
              .formatted(forge, String.join(", ", states), Parts.cut(state, 100)));
    }
    return new Reading.Read(
        new CommitStatus(
            project.get(),
            commit,
            state,
            status.path("label").asText(),
            status.path("targetURL").asText()));
  }

  /** Of {@code https://host/a/b.git}, {@code ssh://git@host/a/b} or {@code git@host:a/b}. */
  private static Optional<String> project(String url) {
    int scheme = url.indexOf("://");
    int colon = url.indexOf(':');
    int start = scheme >= 0 ? url.indexOf('/', scheme + 3) : colon;
    if (start < 0) {
      return Optional.empty();
    }
    String path = Parts.withoutSlash(url.substring(start + 1));
    String project = path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
    List<String> names = List.of(project.split("/", -1));
    boolean isPath =
        names.size() > 1 && names.stream().allMatch(name -> !name.isEmpty() && !name.equals(".."));
    return isPath ? Optional.of(project) : Optional.empty();
  }
}
