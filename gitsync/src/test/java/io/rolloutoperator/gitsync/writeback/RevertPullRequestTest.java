package io.rolloutoperator.gitsync.writeback;

import static io.rolloutoperator.gitsync.writeback.RevertScene.HEALTHY_KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.KUSTOMIZATION;
import static io.rolloutoperator.gitsync.writeback.RevertScene.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A release that is undone by a pull request. */
class RevertPullRequestTest extends AgainstBadRelease {

  @Test
  void aPullRequestLeavesTheTrackedBranchAlone() throws IOException {
    String branch = "rollback/shop-my-app-" + bad.substring(0, 7);
    RecordingSink sink = new RecordingSink(List.of());
    assertThat(scene.write(scene.request(bad), new Delivery.AsRequest(sink)))
        .isEqualTo(
            new RevertOutcome.PullRequestOpened(
                "https://forge.example.org/1", branch, server.tip(branch)));
    assertThat(server.tip("main")).isEqualTo(bad);
    assertThat(server.text(branch, KUSTOMIZATION)).isEqualTo(HEALTHY_KUSTOMIZATION);
    assertThat(sink.opened())
        .containsExactly(
            new PullRequest(
                branch,
                "main",
                "Roll back shop/my-app to " + scene.healthy().substring(0, 7),
                """
                The release of Rollout `shop/my-app` with commit [%1$s](%2$s/commit/%3$s) was aborted:

                    error rate 4.1 %%

                These files get back their content of %4$s, the last commit that was healthy. Nothing else is changed:

                    overlays/prod/kustomization.yaml

                Pods keep running the stable version, merged or not.
                """
                    .formatted(
                        bad.substring(0, 7), REPOSITORY, bad, scene.healthy().substring(0, 7))));
  }

  @Test
  void aPullRequestCutOffAfterThePushIsOpenedFromTheSameBranch() throws IOException {
    RecordingSink sink = new RecordingSink(List.of());
    Delivery delivery = new Delivery.AsRequest(sink);
    scene.write(scene.request(bad), delivery);
    String pushed = server.tip("rollback/shop-my-app-" + bad.substring(0, 7));
    server.commit("main", "another app", Map.of("other/app.yaml", "image: other:3\n"));

    assertThat(scene.write(scene.request(bad), delivery))
        .isEqualTo(
            new RevertOutcome.PullRequestOpened(
                "https://forge.example.org/1", "rollback/shop-my-app-" + bad.substring(0, 7), ""));
    assertThat(server.branches()).hasSize(2);
    assertThat(server.tip("rollback/shop-my-app-" + bad.substring(0, 7))).isEqualTo(pushed);
    assertThat(sink.opened()).hasSize(2);
  }

  @Test
  void pushOptionsReachTheServerAndItsWordsComeBack() throws IOException {
    server.greet("View merge request: https://forge.example.org/7");
    RecordingSink sink = new RecordingSink(List.of("merge_request.create", "a=ü b"));
    scene.write(scene.request(bad), new Delivery.AsRequest(sink));
    assertThat(server.pushOptions()).containsExactly("merge_request.create", "a=ü b");
    assertThat(sink.serverTexts())
        .singleElement()
        .asString()
        .contains("https://forge.example.org/7");
  }

  @Test
  void verdictsInAPullRequestAreNeitherMarkupNorCommands() {
    BadRelease release =
        new BadRelease(
            "shop",
            "my-app",
            scene.healthy(),
            scene.healthy(),
            "h",
            "b",
            List.of("/merge", "``` @all\n# x", ""),
            List.of());
    assertThat(PullRequestText.body(release, "", new TreeSet<>()))
        .contains("\n    /merge\n    ``` @all # x\n\n")
        .doesNotContain("\n/", "\n#", "\n```");
  }
}
