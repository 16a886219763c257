package io.rolloutoperator.analysis.expression;

import java.time.Instant;

/** A condition in the expression language. */
public sealed interface Expression {

  /** What compiling, and what evaluating, ends in when it fails. */
  sealed interface Outcome {

    /**
     * The value.
     *
     * @param value what the expression is on the result
     */
    record Evaluated(Value value) implements Outcome {}

    /**
     * There is no value.
     *
     * @param message one line saying why
     */
    record EvaluationError(String message) implements Outcome {}
  }

  /**
   * Reads an expression.
   *
   * @param source at most 4 KiB of UTF-8, 500 nodes, nested 32 deep
   */
  static Expression compile(String source) {
    try {
      if (GoText.length(source) > Limits.SOURCE_BYTES) {
        throw new ExpressionFailure(Limits.TOO_LARGE);
      }
      Node root = Parser.parse(source);
      Checker.check(root, Type.UNKNOWN);
      return new Compiled(root);
    } catch (ExpressionFailure failure) {
      return new CompileError(failure.text());
    }
  }

  /**
   * An expression whose grammar and names are right, and whose types are unless {@code result} has
   * an unfit one.
   */
  final class Compiled implements Expression {

    private final Node root;

    private Compiled(Node root) {
      this.root = root;
    }

    /**
     * Evaluates the expression.
     *
     * <p>The types are checked once more, now that the type of the result is known: as in the
     * reference implementation a comparison that can never be meant, such as one of a number with a
     * string, is an error and not false.
     *
     * @param result the measurement's result, which the expression knows by that name
     * @param now what {@code now()} returns
     */
    public Outcome evaluate(Value result, Instant now) {
      try {
        Checker.check(root, Type.of(result));
        Function.Context context = new Function.Context(new Budget(), now);
        return new Outcome.Evaluated(new Evaluator(result, context).evaluate(root));
      } catch (ExpressionFailure failure) {
        return new Outcome.EvaluationError(failure.text());
      }
    }
  }

  /**
   * An expression that never has a value.
   *
   * @param message one line saying why
   */
  record CompileError(String message) implements Expression {}
}
