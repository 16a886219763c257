package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.GoldenFile;
import io.rolloutoperator.kubectl.World;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The screen of {@code get rollout}: files in {@code testdata/screens}. */
class ScreenTest {

  record Case(String name, Supplier<World> world) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("paused", World::paused),
        new Case("promoted", () -> World.paused().promoted()),
        new Case("aborted", () -> World.paused().aborted()),
        new Case("progressing", () -> World.paused().progressing()),
        new Case("new", ScreenTest::withoutStatus),
        new Case("newer-api", ScreenTest::newerApi));
  }

  private static World withoutStatus() {
    World world = World.paused();
    world.rollout().remove("status");
    return world;
  }

  /** Fields and types that this version does not know. */
  private static World newerApi() {
    World world = World.paused();
    world.spec().withObject("/strategy/canary").withArray("steps").insertObject(1).put("ask", "x");
    world.status().put("currentStepIndex", "one").put("mood", "good");
    world.status().putArray("canary").add(1);
    world.status().put("pauseConditions", "none").put("phase", "Dreaming");
    world.status().put("controllerPause", false);
    return world;
  }

  private static List<Line> lines(World world, int width) {
    return Screen.of(
        Summary.of(world.objects(), World.NOW), RolloutTree.of(world.objects()), width, World.NOW);
  }

  private static String text(World world, int width, boolean colours) {
    return lines(world, width).stream()
        .map(line -> line.rendered(colours) + "\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theScreenIsThatAtEveryWidth(Case each) {
    String all =
        Stream.of(40, 80, 120)
            .map(width -> "--- " + width + " columns\n" + text(each.world().get(), width, false))
            .collect(Collectors.joining());
    GoldenFile.check("screens/" + each.name() + ".golden", all);
  }

  @Test
  void coloursAreEscapeSequencesAndNothingElse() {
    String coloured = text(World.paused(), 80, true);
    GoldenFile.check("screens/paused-coloured.golden", coloured.replace("\u001b", "<ESC>"));
    assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualTo(text(World.paused(), 80, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 39, 40, 59, 60, 61, 79, 80, 100, 120})
  void noLineIsLongerThanTheTerminalIsWide(int width) {
    assertThat(cases().flatMap(each -> lines(each.world().get(), width).stream()))
        .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(width));
  }

  @Test
  void whatOthersWroteCannotSteerTheTerminal() {
    World world = World.paused();
    world.status().put("message", "evil\u001b[2J\u0007\nName: other");
    assertThat(text(world, 80, false)).contains("evil [2J  Name: other").doesNotContain("\u001b");
  }
}
