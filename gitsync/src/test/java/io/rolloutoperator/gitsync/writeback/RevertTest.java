package io.rolloutoperator.gitsync.writeback;

import static io.rolloutoperator.gitsync.writeback.RevertScene.HEALTHY_KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.NOW;
import static io.rolloutoperator.gitsync.writeback.RevertScene.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against a real repository: what the branch holds after a release was undone. */
class RevertTest extends AgainstBadRelease {

  @Test
  void theHealthyFilesComeBackByteForByte() throws IOException {
    assertThat(scene.write(bad))
        .isEqualTo(
            new RevertOutcome.Reverted(
                server.tip("main"), REPOSITORY + "/commit/" + server.tip("main")));
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(server.newest("main").getParent(0).name()).isEqualTo(bad);
  }

  @Test
  void theCommitSaysWhyAndIsSignedWithTheConfiguredName() throws IOException {
    scene.write(bad);
    assertThat(server.newest("main").getFullMessage())
        .isEqualTo(
            "Roll back shop/my-app to "
                + scene.healthy().substring(0, 7)
                + "\n\n- error rate 4.1 %\n\nRollback-Of: "
                + bad
                + "\nRollout: shop/my-app\nWritten-By: rollout-operator installation-1\n");
    assertThat(server.newest("main").getAuthorIdent().toExternalString())
        .startsWith("Rollout Operator <rollout-operator@localhost> " + NOW.getEpochSecond());
  }

  @Test
  void otherApplicationsOfTheCommitKeepTheirChanges() throws IOException {
    String big =
        server.commit(
            "main",
            "a big commit",
            Map.of(
                KUSTOMIZATION,
                RevertScene.badKustomization(),
                "overlays/prod/service.yaml",
                "kind: Service\nport: 81\n",
                "other/app.yaml",
                "image: other:2\n"));
    scene.write(big);
    assertThat(server.text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(server.text("main", "other/app.yaml")).isEqualTo("image: other:2\n");
    assertThat(server.text("main", "overlays/prod/service.yaml"))
        .isEqualTo("kind: Service\nport: 81\n");
  }

  @Test
  void laterCommitsOfOthersStay() throws IOException {
    server.commit("main", "another app", Map.of("other/app.yaml", "image: other:3\n"));
    assertThat(scene.write(bad)).isInstanceOf(RevertOutcome.Reverted.class);
    assertThat(server.text("main", "other/app.yaml")).isEqualTo("image: other:3\n");
  }

  @Test
  void aFileChangedSinceIsNotOverwritten() throws IOException {
    String head =
        server.commit(
            "main", "note", Map.of(KUSTOMIZATION, "# x\n" + RevertScene.badKustomization()));
    assertThat(scene.write(bad))
        .isEqualTo(
            new RevertOutcome.NotPossible(
                "overlays/prod/kustomization.yaml changed after " + bad.substring(0, 7)));
    assertThat(server.tip("main")).isEqualTo(head);
  }

  @Test
  void aServerThatRefusesIsQuotedInShort() throws IOException {
    server.refuse("protected branch\n" + "x".repeat(1_000));
    assertThat(scene.write(bad))
        .isEqualTo(
            RevertScene.failed(
                "push to main refused by the server: protected branch " + "x".repeat(236) + "..."));
  }

  @Test
  void aServerThatIsGoneIsAFailure() throws IOException {
    RevertRequest request = scene.request(bad, "installation-1", List.of());
    server.close();
    assertThat(scene.write(request)).isInstanceOf(RevertOutcome.Failed.class);
  }
}
