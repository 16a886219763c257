package io.rolloutoperator.kubectl;

import io.rolloutoperator.kubectl.cli.Terminal;
import java.io.Console;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what standard output is. The launcher tells by {@code ROLLOUTS_TERMINAL}, {@code <rows>
 * <columns>} or {@code none}, because the JDK cannot ask for a size without native code.
 */
final class ProcessTerminal {

  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  private ProcessTerminal() {}

  static Terminal of(Map<String, String> environment) {
    String told = environment.getOrDefault("ROLLOUTS_TERMINAL", "");
    if (told.equals("none")) {
      return Terminal.NONE;
    }
    String[] size = told.split(" ", -1);
    if (size.length == 2) {
      return new Terminal(true, number(size[1], USUAL_COLUMNS), number(size[0], USUAL_ROWS));
    }
    return isTerminal(System.console())
        ? new Terminal(
            true,
            number(environment.getOrDefault("COLUMNS", ""), USUAL_COLUMNS),
            number(environment.getOrDefault("LINES", ""), USUAL_ROWS))
        : Terminal.NONE;
  }

  private static boolean isTerminal(@Nullable Console console) {
    return console != null && console.isTerminal();
  }

  private static int number(String text, int otherwise) {
    return Optional.of(text)
        .filter(t -> !t.isEmpty() && t.length() < 6 && t.chars().allMatch(Character::isDigit))
        .map(Integer::parseInt)
        .filter(n -> n > 0)
        .orElse(otherwise);
  }
}
