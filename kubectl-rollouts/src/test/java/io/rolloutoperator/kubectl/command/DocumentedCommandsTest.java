package io.rolloutoperator.kubectl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kubectl.PluginRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of the documentation names every command, and no flag that there is not. */
class DocumentedCommandsTest {

  private static final Path PAGE = Path.of("..", "docs", "kubectl-plugin.md");
  private static final Pattern FLAG = Pattern.compile("--[a-z][a-z-]+");

  private static String help(String command) {
    return PluginRun.alone(command + " --help", Map.of()).out();
  }

  @Test
  void everyCommandIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(Commands.ALL).allSatisfy(entry -> assertThat(page).contains("`" + entry.path()));
  }

  @Test
  void everyFlagOfThePageExists() throws IOException {
    Set<String> known =
        Commands.ALL.stream()
            .flatMap(entry -> FLAG.matcher(help(entry.path())).results())
            .map(match -> match.group())
            .collect(Collectors.toCollection(TreeSet::new));
    String page = Files.readString(PAGE);
    String own = page.substring(page.indexOf("## On call"));
    assertThat(FLAG.matcher(own).results().map(match -> match.group()).distinct())
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @Test
  void noHelpShowsAValueWhereThereIsNoneOrAParameterTwice() {
    assertThat(Commands.ALL)
        .allSatisfy(
            entry -> assertThat(help(entry.path())).doesNotContain("PARAM", "=<", "(NAME", ")..."));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "lint, [FILE...], --strict, '-o, --output=FORMAT'",
    "abort, ROLLOUT..., --no-color, '-n, --namespace=NAMESPACE'",
    "notifications template notify, NAME ROLLOUT, '-h, --help', --config-map=FILE",
    "notifications template get, [NAME], '-h, --help', '-o, --output=FORMAT'",
    "set image, ROLLOUT CONTAINER=IMAGE..., '-h, --help', -v",
    "explain, [WORD], '-h, --help', --as=USER",
  })
  void aHelpShowsParametersSwitchesAndValues(
      String command, String parameters, String flag, String value) {
    String help = help(command);
    assertThat(help.replaceAll("\\s+", " ")).contains("]... " + parameters + " ");
    assertThat(help.lines()).anyMatch(line -> (line.strip() + " ").startsWith(parameters + " "));
    assertThat(help).containsPattern(Pattern.quote(flag) + "(\\s|$)").contains(value);
  }

  @Test
  void everyCommandHasAHelpOfItsOwn() {
    assertThat(Commands.ALL)
        .allSatisfy(
            entry ->
                assertThat(help(entry.path()))
                    .startsWith("Usage: kubectl rollouts " + entry.path())
                    .contains("--namespace"));
  }
}
