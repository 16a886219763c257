package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.World;
import io.rolloutoperator.kubectl.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages of the dashboard are made of: files in {@code testdata/pages}. */
class PagesTest {

  private static final List<String> SAME_WORDS =
      List.of("Name:", "Namespace:", "Status:", "Message:", "Analysis:", "Next:");

  private static String text(Map<String, ObjectNode> parts) {
    return parts.entrySet().stream()
        .map(part -> "--- " + part.getKey() + "\n" + Json.pretty(part.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("io.rolloutoperator.kubectl.view.ScreenTest#cases")
  void thePageIsThatForEveryWorld(ScreenTest.Case each) {
    String page = text(RolloutPage.parts(each.world().get().objects()));
    GoldenFile.check("pages/" + each.name() + ".golden", page);
  }

  @Test
  void theListIsThat() {
    World world = World.paused();
    GoldenFile.check("pages/list.golden", text(ListPage.parts(world.ofKind("Rollout"))));
  }

  /** The screen of the terminal and the page tell the same. */
  @ParameterizedTest
  @MethodSource("io.rolloutoperator.kubectl.view.ScreenTest#cases")
  void thePageSaysWhatTheScreenSays(ScreenTest.Case each) {
    var objects = each.world().get().objects();
    String page = text(RolloutPage.parts(objects));
    assertThat(Summary.of(objects, World.NOW))
        .filteredOn(row -> SAME_WORDS.contains(row.label()))
        .extracting(row -> row.value().spans().getLast().text())
        .allSatisfy(words -> assertThat(page).contains(Json.compact(new TextNode(words))));
  }

  @Test
  void theRunsOfItsExperimentsAreOnThePageToo() {
    World trial = World.of("experiment");
    ObjectNode experiment = (ObjectNode) trial.ofKind("Experiment").getFirst();
    experiment.withObject("/metadata").putArray("ownerReferences").addObject().put("uid", "r-1");
    RolloutObjects objects =
        new RolloutObjects(
            World.paused().rollout(),
            List.of(),
            List.of(),
            trial.ofKind("AnalysisRun"),
            List.of(experiment),
            List.of(),
            List.of());
    assertThat(RolloutPage.parts(objects))
        .containsOnlyKeys("summary", "revision:0", "run:trial-compare");
  }
}
