package io.rolloutoperator.gitsync.writeback.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.gitsync.writeback.ForgeOutcome;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forge is asked, and how requests are found and opened. */
class ForgeSinkTest extends AgainstForge {

  @ParameterizedTest
  @EnumSource
  void aRequestIsOpened(RecordedForge forge) {
    forge.answerNone(server);
    server.answer(forge.provider() + "/created-201.http");
    assertThat(sink(forge).open(REQUEST, "")).isEqualTo(new ForgeOutcome.Open(forge.page()));
    assertThat(server.requests()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void anOpenRequestOfTheBranchIsFoundAndNotDoubled(RecordedForge forge) {
    forge.answerSome(server);
    assertThat(sink(forge).open(REQUEST, "")).isEqualTo(new ForgeOutcome.Open(forge.page()));
    assertThat(server.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aRequestOpenedMeanwhileIsFound(RecordedForge forge) {
    forge.answerNone(server);
    server.answer(forge.provider() + "/exists-" + forge.duplicate() + ".http");
    forge.answerSome(server);
    assertThat(sink(forge).open(REQUEST, "")).isEqualTo(new ForgeOutcome.Open(forge.page()));
  }

  @Test
  void aRequestThatAPersonClosedIsNotOpenedAgain() {
    server.answer("github/list-closed-200.http");
    assertThat(sink(RecordedForge.GITHUB).open(REQUEST, ""))
        .isEqualTo(new ForgeOutcome.Open("https://github.com/myorg/config/pull/1350"));
  }

  @Test
  void gitHubIsAskedAsItsDocumentationSays() throws InterruptedException, IOException {
    open(RecordedForge.GITHUB);
    RecordedRequest find = server.takeRequest();
    RecordedRequest create = server.takeRequest();
    assertThat(line(find))
        .isEqualTo(
            "GET /api/v3/repos/myorg/config/pulls?state=all"
                + "&head=myorg%3Arollback%2Fshop-my-app-1a2b3c4&base=release%2F1.x");
    assertThat(line(create)).isEqualTo("POST /api/v3/repos/myorg/config/pulls");
    assertThat(create.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(create.getHeaders().get("Accept")).isEqualTo("application/vnd.github+json");
    assertThat(create.getHeaders().get("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
    assertThat(fields(create))
        .containsOnly(
            Map.entry("title", REQUEST.title()),
            Map.entry("body", REQUEST.body()),
            Map.entry("head", REQUEST.branch()),
            Map.entry("base", REQUEST.target()));
  }

  @Test
  void gitLabIsAskedAsItsDocumentationSays() throws InterruptedException, IOException {
    open(RecordedForge.GITLAB);
    RecordedRequest find = server.takeRequest();
    RecordedRequest create = server.takeRequest();
    assertThat(line(find))
        .isEqualTo(
            "GET /api/v4/projects/group%2Fsubgroup%2Fconfig/merge_requests?state=all"
                + "&source_branch=rollback%2Fshop-my-app-1a2b3c4&target_branch=release%2F1.x");
    assertThat(line(create))
        .isEqualTo("POST /api/v4/projects/group%2Fsubgroup%2Fconfig/merge_requests");
    assertThat(create.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(fields(create))
        .containsOnly(
            Map.entry("title", REQUEST.title()),
            Map.entry("description", REQUEST.body()),
            Map.entry("source_branch", REQUEST.branch()),
            Map.entry("target_branch", REQUEST.target()));
  }

  @Test
  void giteaIsAskedAsItsDocumentationSays() throws InterruptedException, IOException {
    open(RecordedForge.GITEA);
    RecordedRequest find = server.takeRequest();
    RecordedRequest create = server.takeRequest();
    assertThat(line(find))
        .isEqualTo(
            "GET /api/v1/repos/myorg/config/pulls/release%2F1.x/rollback%2Fshop-my-app-1a2b3c4");
    assertThat(line(create)).isEqualTo("POST /api/v1/repos/myorg/config/pulls");
    assertThat(create.getHeaders().get("Authorization")).isEqualTo("token " + TOKEN);
    assertThat(fields(create))
        .containsOnly(
            Map.entry("title", REQUEST.title()),
            Map.entry("body", REQUEST.body()),
            Map.entry("head", REQUEST.branch()),
            Map.entry("base", REQUEST.target()));
  }

  private void open(RecordedForge forge) {
    forge.answerNone(server);
    server.answer(forge.provider() + "/created-201.http");
    sink(forge).open(REQUEST, "");
  }

  private static String line(RecordedRequest request) {
    return request.getMethod() + " " + request.getTarget();
  }

  private static Map<String, String> fields(RecordedRequest request) throws IOException {
    return new ObjectMapper()
        .readerForMapOf(String.class)
        .readValue(Objects.requireNonNull(request.getBody()).utf8());
  }
}
