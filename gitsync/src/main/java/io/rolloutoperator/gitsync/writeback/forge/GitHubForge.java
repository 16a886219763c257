package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * GitHub and GitHub Enterprise.
 *
 * @param api {@code https://api.github.com}, or {@code https://HOST/api/v3}
 * @see <a href="https://docs.github.com/rest/pulls/pulls">REST API for pull requests</a>
 */
record GitHubForge(ForgeRepository repository, HttpUrl api) implements ForgeApi {

  private static final String VERSION = "2022-11-28";

  static HttpUrl defaultApi(ForgeRepository repository) {
    return repository.root().host().equals("github.com")
        ? HttpUrl.get("https://api.github.com")
        : repository.root().newBuilder().encodedPath("/api/v3").build();
  }

  @Override
  public Request find(PullRequest request, ForgeToken token) {
    HttpUrl url =
        pulls()
            .newBuilder()
            .addQueryParameter("state", "all")
            .addQueryParameter("head", repository.owner() + ":" + request.branch())
            .addQueryParameter("base", request.target())
            .build();
    return signed(url, token).build();
  }

  @Override
  public Request create(PullRequest request, ForgeToken token) {
    Map<String, String> fields =
        Map.of(
            "title", request.title(),
            "body", request.body(),
            "head", request.branch(),
            "base", request.target());
    return signed(pulls(), token).post(ForgeJson.body(fields)).build();
  }

  @Override
  public Optional<String> found(JsonNode body) {
    return ForgeJson.preferred(body, "open").flatMap(this::created);
  }

  @Override
  public Optional<String> created(JsonNode body) {
    return ForgeJson.url(body.path("html_url"));
  }

  @Override
  public boolean isDuplicate(ForgeAnswer.Answered answer) {
    return answer.status() == 422 && ForgeErrors.says(answer, "already exists");
  }

  private HttpUrl pulls() {
    return api.newBuilder()
        .addPathSegment("repos")
        .addPathSegment(repository.owner())
        .addPathSegment(repository.name())
        .addPathSegment("pulls")
        .build();
  }

  private static Request.Builder signed(HttpUrl url, ForgeToken token) {
    return ForgeJson.request(url)
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", VERSION)
        .header("Authorization", "Bearer " + token.value());
  }
}
