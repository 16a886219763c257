package io.rolloutoperator.analysis.expression;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An expression over named values, such as the condition of a notification's trigger. Names that
 * have no value are nil, and types are known only when it is evaluated: {@code 1 == "1"} is false.
 *
 * <p>{@code time.Now()} and {@code time.Parse(text)}, which triggers may use beside the language's
 * own functions, mean {@code now()} and {@code date(text)} in the form of RFC 3339.
 */
public final class NamedExpression {

  private final Node root;

  private NamedExpression(Node root) {
    this.root = root;
  }

  /** What compiling ends in. */
  public sealed interface Compilation {
    record Compiled(NamedExpression expression) implements Compilation {}

    /**
     * There is no expression.
     *
     * @param message one line saying why
     */
    record Refused(String message) implements Compilation {}
  }

  /**
   * Reads an expression.
   *
   * @param source at most 4 KiB of UTF-8, 500 nodes, nested 32 deep
   */
  public static Compilation compile(String source) {
    try {
      if (GoText.length(source) > Limits.SOURCE_BYTES) {
        throw new ExpressionFailure(Limits.TOO_LARGE);
      }
      Node root = new NameBinding().bind(Parser.parse(source));
      Checker.check(root, Type.UNKNOWN);
      return new Compilation.Compiled(new NamedExpression(root));
    } catch (ExpressionFailure failure) {
      return new Compilation.Refused(failure.text());
    }
  }

  /**
   * Evaluates the expression.
   *
   * @param values what names stand for
   * @param now what {@code now()} returns
   */
  public Expression.Outcome evaluate(Map<String, Value> values, Instant now) {
    Map<Value, Value> entries = LinkedHashMap.newLinkedHashMap(values.size());
    values.forEach((name, value) -> entries.put(new Value.Text(name), value));
    Value all = new Value.Mapping(entries, Value.MapKind.TEXT_KEYS);
    try {
      Function.Context context = new Function.Context(new Budget(), now);
      return new Expression.Outcome.Evaluated(new Evaluator(all, context).evaluate(root));
    } catch (ExpressionFailure failure) {
      return new Expression.Outcome.EvaluationError(failure.text());
    }
  }

  /** Whether the value is true; anything that is no truth value is not. */
  public static boolean isTrue(Value value) {
    return value.equals(new Value.Bool(true));
  }

  /** The layout of the times that {@code time.Parse} reads. */
  static List<Node> parsed(List<Node> arguments) {
    return List.of(arguments.getFirst(), new Node.TextLiteral("2006-01-02T15:04:05Z07:00"));
  }
}
