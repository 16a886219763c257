package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the text of a template. One evaluator serves one text. */
final class Evaluator {

  /** Whether a loop goes on. */
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  private final Map<String, List<Node>> templates;
  private final Budget budget;
  private final PipelineEvaluator pipelines;
  private final Output output;

  private Evaluator(Map<String, List<Node>> templates, Budget budget, Instant now, Output output) {
    this.templates = templates;
    this.budget = budget;
    this.pipelines = new PipelineEvaluator(new Function.Context(budget, now));
    this.output = output;
  }

  /**
   * The text.
   *
   * @throws TemplateFailure if there is none
   */
  static String evaluate(Map<String, List<Node>> templates, Value data, Instant now) {
    Output output = new Output();
    Evaluator evaluator = new Evaluator(templates, new Budget(), now, output);
    evaluator.use("", data);
    return output.text();
  }

  private void use(String name, Value data) {
    List<Node> nodes = templates.get(name);
    if (nodes == null) {
      throw new TemplateFailure("template \"" + name + "\" not defined");
    }
    walk(nodes, data, new Scope(data));
  }

  private Flow walk(List<Node> nodes, Value dot, Scope scope) {
    budget.enter();
    Flow flow = Flow.ON;
    for (Node node : nodes) {
      flow = walk(node, dot, scope);
      if (flow != Flow.ON) {
        break;
      }
    }
    budget.leave();
    return flow;
  }

  private Flow walk(Node node, Value dot, Scope scope) {
    budget.steps(1);
    switch (node) {
      case Node.Text(String text) -> output.append(text);
      case Node.Action(Pipeline pipeline) -> {
        Value value = pipelines.evaluate(pipeline, dot, scope);
        if (pipeline.variables().isEmpty()) {
          output.append(Printing.printed(value));
        }
      }
      case Node.If(Pipeline condition, List<Node> then, List<Node> otherwise) -> {
        int mark = scope.mark();
        Value value = pipelines.evaluate(condition, dot, scope);
        Flow flow = walk(Truth.of(value) ? then : otherwise, dot, scope);
        scope.backTo(mark);
        return flow;
      }
      case Node.With(Pipeline pipeline, List<Node> then, List<Node> otherwise) -> {
        int mark = scope.mark();
        Value value = pipelines.evaluate(pipeline, dot, scope);
        Flow flow = Truth.of(value) ? walk(then, value, scope) : walk(otherwise, dot, scope);
        scope.backTo(mark);
        return flow;
      }
      case Node.Range range -> {
        int mark = scope.mark();
        Flow flow = range(range, dot, scope);
        scope.backTo(mark);
        return flow;
      }
      case Node.Use(String name, var data) ->
          use(name, data.map(p -> pipelines.evaluate(p, dot, scope)).orElse(Value.NIL));
      case Node.Break _ -> {
        return Flow.BREAK;
      }
      case Node.Continue _ -> {
        return Flow.CONTINUE;
      }
    }
    return Flow.ON;
  }

  private record Turn(Value key, Value element) {}

  private Flow range(Node.Range range, Value dot, Scope scope) {
    Value values = pipelines.evaluate(range.values(), dot, scope);
    budget.argument(values);
    List<Turn> turns = turns(values, range.values());
    int mark = scope.mark();
    for (Turn turn : turns) {
      budget.steps(1);
      set(range.values(), turn, scope);
      Flow flow = walk(range.body(), turn.element, scope);
      scope.backTo(mark);
      if (flow == Flow.BREAK) {
        return Flow.ON;
      }
    }
    return turns.isEmpty() ? walk(range.otherwise(), dot, scope) : Flow.ON;
  }

  private List<Turn> turns(Value values, Pipeline pipeline) {
    return switch (values) {
      case Value.Nil _ -> List.of();
      case Value.Sequence(List<Value> items, Value.ListKind _) -> {
        List<Turn> turns = new ArrayList<>();
        for (Value item : items) {
          turns.add(new Turn(new Value.Int(turns.size()), item));
        }
        yield turns;
      }
      case Value.Mapping map ->
          Values.sorted(map).stream()
              .map(entry -> new Turn(entry.getKey(), entry.getValue()))
              .toList();
      case Value.Int(long count, Value.IntKind kind) when pipeline.variables().size() < 2 -> {
        budget.steps(Math.max(0, count));
        List<Turn> turns = new ArrayList<>();
        for (long i = 0; i < count; i++) {
          turns.add(new Turn(Value.NIL, new Value.Int(i, kind)));
        }
        yield turns;
      }
      default -> throw new TemplateFailure("range can't iterate over " + Printing.shown(values));
    };
  }

  /** With two variables the key comes first; one takes the element. */
  private static void set(Pipeline pipeline, Turn turn, Scope scope) {
    List<String> names = pipeline.variables();
    if (names.size() == 2) {
      set(pipeline, names.get(0), turn.key, scope);
    }
    if (!names.isEmpty()) {
      set(pipeline, names.getLast(), turn.element, scope);
    }
  }

  private static void set(Pipeline pipeline, String name, Value value, Scope scope) {
    // The pipeline has declared its names already, with all the values; turns hide that.
    if (pipeline.assigns()) {
      scope.assign(name, value);
    } else {
      scope.declare(name, value);
    }
  }
}
