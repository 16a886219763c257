package io.rolloutoperator.kubectl;

import io.rolloutoperator.kubectl.cli.Terminal;
import io.rolloutoperator.kubectl.cli.TerminalSizes;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what standard output is. The launcher tells by {@code ROLLOUTS_TERMINAL}, {@code <rows>
 * <columns>} or {@code none}, because the JDK cannot ask for a size, nor hear of a new one, without
 * native code or classes that are not for everybody. What it has become, {@code stty} is asked.
 */
final class ProcessTerminal implements TerminalSizes {

  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;
  private static final Path TERMINAL = Path.of("/dev/tty");

  private Terminal current;
  private boolean askable;

  private ProcessTerminal(Terminal first) {
    this.current = first;
    this.askable = first.interactive();
  }

  static ProcessTerminal of(Map<String, String> environment) {
    return new ProcessTerminal(first(environment));
  }

  private static Terminal first(Map<String, String> environment) {
    String told = environment.getOrDefault("ROLLOUTS_TERMINAL", "");
    if (told.equals("none")) {
      return Terminal.NONE;
    }
    return sized(told)
        .orElseGet(
            () ->
                isTerminal(System.console())
                    ? new Terminal(
                        true,
                        number(environment.getOrDefault("COLUMNS", ""), USUAL_COLUMNS),
                        number(environment.getOrDefault("LINES", ""), USUAL_ROWS))
                    : Terminal.NONE);
  }

  /** {@code <rows> <columns>}, as {@code stty size} says it. */
  private static Optional<Terminal> sized(String told) {
    String[] size = told.strip().split(" ", -1);
    return size.length == 2
        ? Optional.of(
            new Terminal(true, number(size[1], USUAL_COLUMNS), number(size[0], USUAL_ROWS)))
        : Optional.empty();
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

  @Override
  public Terminal now() {
    return current;
  }

  @Override
  public Terminal again() {
    if (askable) {
      Optional<Terminal> asked = asked();
      askable = asked.isPresent();
      current = asked.orElse(current);
    }
    return current;
  }

  /** Empty if it cannot be asked: there is no such program, or no terminal any more. */
  private static Optional<Terminal> asked() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return sized(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
