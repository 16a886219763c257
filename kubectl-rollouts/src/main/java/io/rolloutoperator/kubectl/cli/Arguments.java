package io.rolloutoperator.kubectl.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What stands on the command line, typed; flags are named with their dashes. */
public final class Arguments {

  private final ParseResult parsed;

  Arguments(ParseResult parsed) {
    this.parsed = parsed;
  }

  /** Parameters in their order. */
  public List<String> names() {
    return parsed.matchedPositionals().stream()
        .map(PositionalParamSpec::stringValues)
        .flatMap(List::stream)
        .toList();
  }

  /** The first parameter, which the command declared as required. */
  public String name() {
    return names().getFirst();
  }

  public boolean flag(String name) {
    return parsed.matchedOptionValue(name, Boolean.FALSE);
  }

  /** A switch that is on unless it is turned off. */
  public boolean flagOn(String name) {
    return parsed.matchedOptionValue(name, Boolean.TRUE);
  }

  /** A flag with a value; empty if it is absent. */
  public Optional<String> text(String name) {
    String value = parsed.matchedOptionValue(name, (String) null);
    return Optional.ofNullable(value);
  }

  /** A flag that may stand several times. */
  public List<String> texts(String name) {
    OptionSpec option = parsed.matchedOption(name);
    return option == null ? List.of() : List.copyOf(option.stringValues());
  }

  /** A whole number that is not negative. */
  public Optional<Integer> number(String name) throws CommandFailure {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= 0) {
        return Optional.of(number);
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new CommandFailure(
        "%s \"%s\" is not a whole number of at least 0".formatted(name, text.get()));
  }
}
