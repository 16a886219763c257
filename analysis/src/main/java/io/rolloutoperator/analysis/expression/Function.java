package io.rolloutoperator.analysis.expression;

import java.time.Instant;
import java.util.List;

/**
 * A function without a predicate: its rule for types and what it does.
 *
 * @param name as called
 * @param rule refuses wrong arguments before evaluation and names the type of the result
 * @param body computes the result
 */
record Function(String name, Rule rule, Body body) {

  /** Types of arguments to type of result. */
  @FunctionalInterface
  interface Rule {
    /**
     * Checks the arguments.
     *
     * @throws ExpressionFailure when they do not fit
     */
    Type check(String name, List<Type> arguments);
  }

  /** Arguments to result. */
  @FunctionalInterface
  interface Body {
    /**
     * Computes the result.
     *
     * @throws ExpressionFailure when there is none
     */
    Value apply(List<Value> arguments, Context context);
  }

  /** What functions may use beside their arguments. */
  record Context(Budget budget, Instant now) {}
}
