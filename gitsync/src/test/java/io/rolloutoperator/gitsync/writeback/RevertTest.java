package io.rolloutoperator.gitsync.writeback;

import static io.rolloutoperator.gitsync.writeback.RevertScene.HEALTHY_KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.NOW;
import static io.rolloutoperator.gitsync.writeback.RevertScene.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real repository: what the branch holds after a release was undone. */
class RevertTest {

  @TempDir private Path folder;
  @AutoClose private RevertScene scene;

  @BeforeEach
  void aHealthyRelease() throws IOException {
    scene = new RevertScene(folder);
  }

  @Test
  void theHealthyFilesComeBackByteForByte() throws IOException {
    String bad = scene.bad();
    assertThat(scene.write(bad))
        .isEqualTo(
            new RevertOutcome.Reverted(
                scene.server().tip("main"), REPOSITORY + "/commit/" + scene.server().tip("main")));
    assertThat(scene.server().text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(scene.server().newest("main").getParent(0).name()).isEqualTo(bad);
  }

  @Test
  void theCommitSaysWhyAndIsSignedWithTheConfiguredName() throws IOException {
    String bad = scene.bad();
    scene.write(bad);
    assertThat(scene.server().newest("main").getFullMessage())
        .isEqualTo(
            "Roll back shop/my-app to "
                + scene.healthy().substring(0, 7)
                + "\n\n- error rate 4.1 %\n\nRollback-Of: "
                + bad
                + "\nRollout: shop/my-app\nWritten-By: rollout-operator installation-1\n");
    assertThat(scene.server().newest("main").getAuthorIdent().toExternalString())
        .startsWith("Rollout Operator <rollout-operator@localhost> " + NOW.getEpochSecond());
  }

  @Test
  void otherApplicationsOfTheCommitKeepTheirChanges() throws IOException {
    String bad =
        scene
            .server()
            .commit(
                "main",
                "a big commit",
                Map.of(
                    KUSTOMIZATION,
                    RevertScene.badKustomization(),
                    "overlays/prod/service.yaml",
                    "kind: Service\nport: 81\n",
                    "other/app.yaml",
                    "image: other:2\n"));
    scene.write(bad);
    assertThat(scene.server().text("main", KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(scene.server().text("main", "other/app.yaml")).isEqualTo("image: other:2\n");
    assertThat(scene.server().text("main", "overlays/prod/service.yaml"))
        .isEqualTo("kind: Service\nport: 81\n");
  }

  @Test
  void laterCommitsOfOthersStay() throws IOException {
    String bad = scene.bad();
    scene.server().commit("main", "another app", Map.of("other/app.yaml", "image: other:3\n"));
    assertThat(scene.write(bad)).isInstanceOf(RevertOutcome.Reverted.class);
    assertThat(scene.server().text("main", "other/app.yaml")).isEqualTo("image: other:3\n");
  }

  @Test
  void aFileChangedSinceIsNotOverwritten() throws IOException {
    String bad = scene.bad();
    String head =
        scene
            .server()
            .commit(
                "main", "note", Map.of(KUSTOMIZATION, "# x\n" + RevertScene.badKustomization()));
    assertThat(scene.write(bad))
        .isEqualTo(
            new RevertOutcome.NotPossible(
                "overlays/prod/kustomization.yaml changed after " + bad.substring(0, 7)));
    assertThat(scene.server().tip("main")).isEqualTo(head);
  }

  @Test
  void aServerThatRefusesIsQuotedInShort() throws IOException {
    String bad = scene.bad();
    scene.server().refuse("protected branch\n" + "x".repeat(1_000));
    assertThat(scene.write(bad))
        .isEqualTo(
            RevertScene.failed(
                "push to main refused by the server: protected branch " + "x".repeat(236) + "..."));
  }

  @Test
  void aServerThatIsGoneIsAFailure() throws IOException {
    String bad = scene.bad();
    RevertRequest request = scene.request(bad, "installation-1", List.of());
    scene.server().close();
    assertThat(scene.write(request)).isInstanceOf(RevertOutcome.Failed.class);
  }
}
