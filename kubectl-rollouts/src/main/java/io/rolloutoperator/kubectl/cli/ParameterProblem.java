package io.rolloutoperator.kubectl.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The parser's complaints in kubectl's words. */
final class ParameterProblem {

  private ParameterProblem() {}

  static String text(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> missing(missing.getMissing());
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Too few or too many parameters: the parser takes any number into a list. */
  static Optional<String> ofCount(CommandSpec spec, List<String> given) {
    if (spec.positionalParameters().isEmpty()) {
      return Optional.empty();
    }
    PositionalParamSpec declared = spec.positionalParameters().getFirst();
    if (given.size() < declared.arity().min()) {
      return Optional.of(declared.paramLabel() + " is missing");
    }
    return given.size() > declared.arity().max()
        ? Optional.of("unexpected argument \"%s\"".formatted(given.get(declared.arity().max())))
        : Optional.empty();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    List<String> unmatched = e.getUnmatched();
    String first = unmatched.isEmpty() ? "" : unmatched.getFirst();
    if (!first.startsWith("-")) {
      return "unexpected argument \"%s\"".formatted(first);
    }
    int equals = first.indexOf('=');
    return "unknown flag: " + (equals < 0 ? first : first.substring(0, equals));
  }

  private static String missing(List<ArgSpec> missing) {
    ArgSpec first = missing.getFirst();
    return first.isOption()
        ? "flag needs an argument: " + first
        : first.paramLabel() + " is missing";
  }
}
