package io.rolloutoperator.demo;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The user's word before anything is changed on a cluster. */
final class Consent {

  private static final String QUESTION = " continue? [y/N] ";

  private final Optional<UnaryOperator<String>> ask;

  private Consent(Optional<UnaryOperator<String>> ask) {
    this.ask = ask;
  }

  /**
   * Consent that was given, or that can be asked for.
   *
   * @param given whether it was given on the command line
   * @param ask puts a question and returns the answer; empty if nobody is there
   * @throws StoryException if there is nobody to ask
   */
  static Consent of(boolean given, Optional<UnaryOperator<String>> ask) {
    if (!given && ask.isEmpty()) {
      throw new StoryException(
          "no terminal to ask on: add --yes to change the cluster without a question");
    }
    return new Consent(given ? Optional.empty() : ask);
  }

  /** The terminal that this process was started from, if it has one. */
  static Optional<UnaryOperator<String>> terminal() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> question -> String.valueOf(console.readLine("%s", question)));
  }

  /**
   * Asks, unless consent was given already.
   *
   * @throws StoryException unless the answer is yes
   */
  void require() {
    String answer = ask.map(question -> question.apply(QUESTION)).orElse("y");
    if (!answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
      throw new StoryException("nothing was changed");
    }
  }
}
