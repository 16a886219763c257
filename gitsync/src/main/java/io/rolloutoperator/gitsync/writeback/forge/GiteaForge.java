package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.writeback.PullRequest;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * Gitea and Forgejo.
 *
 * @param api {@code https://HOST/api/v1}
 * @see <a href="https://docs.gitea.com/api/">API, repository, pull requests</a>
 */
record GiteaForge(ForgeRepository repository, HttpUrl api) implements ForgeApi {

  static HttpUrl defaultApi(ForgeRepository repository) {
    return repository.root().newBuilder().encodedPath("/api/v1").build();
  }

  /** Lists cannot be filtered by branch, but one request can be asked for by its two branches. */
  @Override
  public Request find(PullRequest request, ForgeToken token) {
    HttpUrl url =
        pulls()
            .newBuilder()
            .addPathSegment(request.target())
            .addPathSegment(request.branch())
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
    return created(body);
  }

  @Override
  public Optional<String> created(JsonNode body) {
    return ForgeJson.url(body.path("html_url"));
  }

  /** A repository that is not there says so again when the request is to be opened. */
  @Override
  public boolean isNone(ForgeAnswer.Answered answer) {
    return answer.status() == 404;
  }

  @Override
  public boolean isDuplicate(ForgeAnswer.Answered answer) {
    return answer.status() == 409 && ForgeErrors.says(answer, "already exists");
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
    return ForgeJson.request(url).header("Authorization", "token " + token.value());
  }
}
