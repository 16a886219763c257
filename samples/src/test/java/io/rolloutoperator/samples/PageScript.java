package io.rolloutoperator.samples;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of the documentation as a shell script: its commands in their order, and its YAML saved
 * under the name that the text before it says. Blocks of other kinds are for people only.
 */
final class PageScript {

  private static final String FENCE = "```";
  private static final Pattern FILE = Pattern.compile("`([\\w/.-]+\\.yaml)`");

  private final StringBuilder script = new StringBuilder("set -euo pipefail\n");
  private String kind = "";
  private StringBuilder prose = new StringBuilder();
  private StringBuilder block = new StringBuilder();

  private PageScript() {}

  static String of(String page) {
    PageScript reading = new PageScript();
    page.lines().forEach(reading::line);
    return reading.script.toString();
  }

  private void line(String line) {
    if (kind.isEmpty() && line.startsWith(FENCE)) {
      kind = line.substring(FENCE.length());
      block = new StringBuilder();
    } else if (kind.isEmpty()) {
      prose.append(line).append('\n');
    } else if (line.equals(FENCE)) {
      script.append(command());
      kind = "";
      prose = new StringBuilder();
    } else {
      block.append(line).append('\n');
    }
  }

  private String command() {
    return switch (kind) {
      case "sh" -> "set -x\n" + block + "{ set +x; } 2> /dev/null\n";
      case "yaml" -> "cat > %s <<'END'\n%sEND\n".formatted(file(), block);
      default -> "";
    };
  }

  private String file() {
    List<String> names = FILE.matcher(prose).results().map(name -> name.group(1)).toList();
    if (names.isEmpty()) {
      throw new AssertionError("no name for the YAML after: " + prose);
    }
    return names.getLast();
  }
}
