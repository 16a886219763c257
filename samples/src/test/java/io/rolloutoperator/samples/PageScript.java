package io.rolloutoperator.samples;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation as a shell script: its commands in their order, and its YAML saved
 * under the name that the text before it says.
 */
final class PageScript {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?<before>(?:(?!^```).)*?)^```(?<kind>\\w+)\\n(?<text>.*?)^```$\\n");
  private static final Pattern FILE = Pattern.compile("`([\\w/.-]+\\.yaml)`");

  private PageScript() {}

  static String of(DocumentationPage page) {
    return BLOCK
        .matcher(page.text())
        .results()
        .map(PageScript::command)
        .collect(Collectors.joining("\n", "set -euo pipefail\n", "\n"));
  }

  private static String command(MatchResult block) {
    String text = block.group("text");
    return switch (block.group("kind")) {
      case "sh" -> "set -x\n" + text + "{ set +x; } 2> /dev/null";
      case "yaml" -> "cat > %s <<'END'\n%sEND".formatted(file(block.group("before")), text);
      default -> "# not followed: " + text.lines().findFirst().orElse("");
    };
  }

  private static String file(String before) {
    List<String> names =
        FILE.matcher(before).results().map(name -> name.group(1)).toList();
    if (names.isEmpty()) {
      throw new AssertionError("no name for the YAML after: " + before);
    }
    return names.getLast();
  }
}
