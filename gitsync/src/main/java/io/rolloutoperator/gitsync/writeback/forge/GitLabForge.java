package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * GitLab, which takes a project's whole path, subgroups and all, as one escaped segment.
 *
 * @param api {@code https://HOST/api/v4}
 * @see <a href="https://docs.gitlab.com/api/merge_requests/">Merge requests API</a>
 */
record GitLabForge(ForgeRepository repository, HttpUrl api) implements ForgeApi {

  static HttpUrl defaultApi(ForgeRepository repository) {
    return repository.root().newBuilder().encodedPath("/api/v4").build();
  }

  @Override
  public Request find(PullRequest request, ForgeToken token) {
    HttpUrl url =
        mergeRequests()
            .newBuilder()
            .addQueryParameter("state", "all")
            .addQueryParameter("source_branch", request.branch())
            .addQueryParameter("target_branch", request.target())
            .build();
    return signed(url, token).build();
  }

  @Override
  public Request create(PullRequest request, ForgeToken token) {
    Map<String, String> fields =
        Map.of(
            "title", request.title(),
            "description", request.body(),
            "source_branch", request.branch(),
            "target_branch", request.target());
    return signed(mergeRequests(), token).post(ForgeJson.body(fields)).build();
  }

  @Override
  public Optional<String> found(JsonNode body) {
    return ForgeJson.preferred(body, "opened").flatMap(this::created);
  }

  @Override
  public Optional<String> created(JsonNode body) {
    return ForgeJson.url(body.path("web_url"));
  }

  @Override
  public boolean isDuplicate(ForgeAnswer.Answered answer) {
    return answer.status() == 409;
  }

  private HttpUrl mergeRequests() {
    return api.newBuilder()
        .addPathSegment("projects")
        .addPathSegment(repository.fullName())
        .addPathSegment("merge_requests")
        .build();
  }

  /** This header takes the tokens of people, projects, groups and OAuth alike. */
  private static Request.Builder signed(HttpUrl url, ForgeToken token) {
    return ForgeJson.request(url).header("Authorization", "Bearer " + token.value());
  }
}
