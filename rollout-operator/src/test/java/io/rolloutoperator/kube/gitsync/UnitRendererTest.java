package io.rolloutoperator.kube.gitsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.rolloutoperator.gitsync.frontend.own.FrontEndSettings;
import io.rolloutoperator.gitsync.frontend.own.GitSyncFrontEnd;
import io.rolloutoperator.gitsync.frontend.own.UnitResult;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import io.rolloutoperator.gitsync.plan.FullCheck;
import io.rolloutoperator.gitsync.render.InputSet;
import io.rolloutoperator.gitsync.render.RenderResult;
import io.rolloutoperator.gitsync.render.RenderResult.Engine;
import io.rolloutoperator.gitsync.render.Renderer;
import io.rolloutoperator.gitsync.source.CommitTree;
import io.rolloutoperator.gitsync.source.Revision;
import io.rolloutoperator.gitsync.status.RetryPause;
import io.rolloutoperator.gitsync.unit.SyncUnit;
import io.rolloutoperator.gitsync.writeback.FileContent;
import io.rolloutoperator.gitsync.writeback.FileTree;
import io.rolloutoperator.kube.client.Discovery;
import io.rolloutoperator.kube.metrics.BuildVersion;
import io.rolloutoperator.kube.metrics.ControllerMetrics;
import io.rolloutoperator.kube.rollout.LoopbackApi;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How often a folder is rendered, above all by the kustomize binary. */
class UnitRendererTest {

  private static final String FILE = "kustomization.yaml";
  private static final Revision REVISION = new Revision("main", "0".repeat(40));
  private static final SyncUnit UNIT = unit("{path: .}");

  @AutoClose private final LoopbackApi server = new LoopbackApi();
  private final Account account =
      new Account("test", server.api(), new PassKinds(new Discovery(server.api())));
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private int renderings;

  private static SyncUnit unit(String fields) {
    ObjectNode object = (ObjectNode) LoopbackApi.yaml("{metadata: {name: a, namespace: shop}}");
    object.set("spec", LoopbackApi.yaml(fields));
    object.withObject("/spec").putObject("repo").put("url", "https://git.example.org/shop");
    return switch (GitSyncFrontEnd.toUnit(object, FrontEndSettings.DEFAULT)) {
      case UnitResult.Accepted accepted -> accepted.unit();
      case UnitResult.Invalid(var messages) -> throw new AssertionError(messages.toString());
    };
  }

  private static CommitTree commit(String kustomization) {
    return new FileTree(new TreeMap<>(Map.of(FILE, FileContent.of(kustomization))));
  }

  private static InputSet inputs(CommitTree tree) {
    return InputSet.of(Map.of(FILE, tree.entry(FILE).orElseThrow().id()));
  }

  private Renderer failing(Engine engine) {
    return (tree, _, _, _) -> {
      renderings++;
      return new RenderResult.Failed("refused", inputs(tree), engine);
    };
  }

  private UnitRenderer renderer(Engine engine) {
    return new UnitRenderer(_ -> failing(engine), "test", () -> now);
  }

  private void render(UnitRenderer renderer, SyncUnit unit, String kustomization) {
    assertThat(renderer.render(unit, REVISION, commit(kustomization), account).result())
        .isInstanceOf(RenderResult.Failed.class);
  }

  @Test
  void theBinaryDoesNotTryAgainWhatItFailedAtWhileTheUnitIsStalled() {
    UnitRenderer renderer = renderer(Engine.KUSTOMIZE);
    render(renderer, UNIT, "a");
    now = now.plus(RetryPause.WHEN_STALLED).minusMillis(1);
    render(renderer, UNIT, "a");
    assertThat(renderings).isEqualTo(1);

    now = now.plusMillis(1);
    render(renderer, UNIT, "a");
    assertThat(renderings).isEqualTo(2);
  }

  @Test
  void theBinaryTriesOtherFilesAndAnotherSpecAtOnce() {
    UnitRenderer renderer = renderer(Engine.KUSTOMIZE);
    render(renderer, UNIT, "a");
    render(renderer, UNIT, "b");
    assertThat(renderings).isEqualTo(2);

    render(renderer, unit("{path: ., render: {namePrefix: x-}}"), "b");
    assertThat(renderings).isEqualTo(3);
  }

  /** Two passes of the same request are one request. */
  @Test
  void theBinaryTriesTheSameFilesAgainOnceForEachRequestOfAPerson() {
    UnitRenderer renderer = renderer(Engine.KUSTOMIZE);
    UnitState state = new UnitState(renderer, FullCheck.NONE);
    render(renderer, UNIT, "a");
    for (int request = 1; request <= 2; request++) {
      for (int pass = 0; pass < 3; pass++) {
        var _ = state.isNew("request " + request);
        render(renderer, UNIT, "a");
      }
      assertThat(renderings).as("request " + request).isEqualTo(1 + request);
    }
  }

  @Test
  void whatIsRenderedStaysSoWhoeverAsks() {
    UnitRenderer renderer =
        new UnitRenderer(
            _ ->
                (tree, _, _, _) -> {
                  renderings++;
                  return new RenderResult.Rendered(
                      List.of(), List.of(), inputs(tree), Engine.KUSTOMIZE);
                },
            "test",
            () -> now);
    var first = renderer.render(UNIT, REVISION, commit("a"), account);
    renderer.tryAgain();

    assertThat(renderer.render(UNIT, REVISION, commit("a"), account)).isSameAs(first);
    assertThat(renderings).isEqualTo(1);
  }

  @Test
  void whatFailsInTheOperatorItselfIsTriedAgain() {
    UnitRenderer renderer = renderer(Engine.JAVA);
    render(renderer, UNIT, "a");
    render(renderer, UNIT, "a");

    assertThat(renderings).isEqualTo(2);
  }

  @Test
  void anAttemptToUndoAReleaseHasABudgetOfRunsOfTheBinary() {
    ObjectId rollout = new ObjectId("argoproj.io", "Rollout", "shop", "web");
    RevertRendering byBinary = new RevertRendering(failing(Engine.KUSTOMIZE), UNIT, rollout);
    for (int i = 0; i < RevertRendering.MOST_RUNS; i++) {
      assertThat(byBinary.render(commit("a")).templateHash()).isEmpty();
    }
    assertThatThrownBy(() -> byBinary.render(commit("a")))
        .isInstanceOf(RevertRendering.SpentException.class)
        .hasMessage(
            "finding the files to restore takes more than 20 runs of the kustomize binary; revert"
                + " the commit yourself");
    assertThat(renderings).isEqualTo(RevertRendering.MOST_RUNS);

    RevertRendering here = new RevertRendering(failing(Engine.JAVA), UNIT, rollout);
    for (int i = 0; i <= RevertRendering.MOST_RUNS; i++) {
      assertThat(here.render(commit("a")).templateHash()).isEmpty();
    }
  }

  @Test
  void theEngineOfARenderingIsCounted() {
    PrometheusRegistry registry = new PrometheusRegistry();
    SyncMeter meter =
        new SyncMeter(new ControllerMetrics(registry, new BuildVersion("1.2.3", "abc")));
    for (Engine engine : Engine.values()) {
      var _ =
          meter
              .counted(failing(engine))
              .render(commit("a"), REVISION, UNIT.path(), UNIT.rendering());
    }

    List<String> engines =
        registry.scrape(name -> name.startsWith("gitsync_renders")).stream()
            .map(CounterSnapshot.class::cast)
            .flatMap(counter -> counter.getDataPoints().stream())
            .map(point -> point.getLabels().get("engine"))
            .toList();
    assertThat(engines).containsExactlyInAnyOrder("java", "kustomize");
  }
}
