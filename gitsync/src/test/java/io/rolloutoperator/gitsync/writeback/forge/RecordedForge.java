package io.rolloutoperator.gitsync.writeback.forge;

import java.util.Locale;

/** What tests need to know of a forge whose answers were {@link Recording recorded}. */
enum RecordedForge {
  GITHUB("https://github.com/myorg/config", "/api/v3", "myorg/config", "422"),
  GITLAB(
      "https://gitlab.example.org/group/subgroup/config.git",
      "/api/v4",
      "group/subgroup/config",
      "409"),
  GITEA("git@gitea.example.org:myorg/config.git", "/api/v1", "myorg/config", "409");

  private final String gitUrl;
  private final String apiPath;
  private final String repository;
  private final String duplicate;

  RecordedForge(String gitUrl, String apiPath, String repository, String duplicate) {
    this.gitUrl = gitUrl;
    this.apiPath = apiPath;
    this.repository = repository;
    this.duplicate = duplicate;
  }

  String gitUrl() {
    return gitUrl;
  }

  String apiPath() {
    return apiPath;
  }

  String repository() {
    return repository;
  }

  /** Status of the answer that there is a request already. */
  String duplicate() {
    return duplicate;
  }

  String provider() {
    return name().toLowerCase(Locale.ROOT);
  }

  String page() {
    return switch (this) {
      case GITHUB -> "https://github.com/myorg/config/pull/1347";
      case GITLAB -> "https://gitlab.example.org/group/subgroup/config/-/merge_requests/3";
      case GITEA -> "https://gitea.example.org/myorg/config/pulls/2";
    };
  }

  /** The answer to the question for requests, if there is none. */
  void answerNone(ForgeServer server) {
    switch (this) {
      case GITHUB, GITLAB -> server.answer(200, "[]");
      case GITEA -> server.answer("gitea/not-found-404.http");
    }
  }

  /** The answer to the question for requests, if there are some. */
  void answerSome(ForgeServer server) {
    switch (this) {
      case GITHUB, GITLAB -> server.answer(provider() + "/list-200.http");
      case GITEA ->
          server.answer(Recording.of("gitea/created-201.http").withStatus("HTTP/1.1 200 OK"));
    }
  }
}
