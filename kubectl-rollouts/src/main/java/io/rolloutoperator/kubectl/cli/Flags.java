package io.rolloutoperator.kubectl.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How commands declare flags and parameters, all in the same way. */
public final class Flags {

  private Flags() {}

  /** A switch: {@code --watch}, also {@code --watch=false}. */
  public static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0..1")
        .fallbackValue("true")
        .hideParamSyntax(true)
        .description(description)
        .build();
  }

  /** A flag with a value. */
  public static OptionSpec text(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** A flag with a value that may stand several times. */
  public static OptionSpec texts(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /**
   * Parameters.
   *
   * @param arity such as {@code 1} or {@code 1..*}
   */
  public static PositionalParamSpec names(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity(arity)
        .index("0..*")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** Of a flag that has one value and stands several times the last counts, as in kubectl. */
  static CommandLine parser(CommandSpec spec) {
    return new CommandLine(spec).setOverwrittenOptionsAllowed(true);
  }

  /** The description of a command, a line each. */
  public static void describe(CommandSpec spec, String... lines) {
    spec.usageMessage().description(lines);
  }
}
