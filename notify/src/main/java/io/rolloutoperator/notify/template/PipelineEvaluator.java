package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.template.Function.Parameter;
import io.rolloutoperator.notify.template.Pipeline.Command;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the values of pipelines. */
final class PipelineEvaluator {

  private static final int VARIABLES_PER_STEP = 16;

  /** Where a value is asked for. */
  private record Place(Value dot, Scope scope) {}

  private final Function.Context context;

  PipelineEvaluator(Function.Context context) {
    this.context = context;
  }

  /** The value of the last command; the pipeline's variables take it. */
  Value evaluate(Pipeline pipeline, Value dot, Scope scope) {
    Place place = new Place(dot, scope);
    Optional<Value> value = Optional.empty();
    for (Command command : pipeline.commands()) {
      value = Optional.of(command(command, place, value));
    }
    for (String name : pipeline.variables()) {
      if (pipeline.assigns()) {
        scope.assign(name, value.orElse(Value.NIL));
      } else {
        scope.declare(name, value.orElse(Value.NIL));
      }
    }
    return value.orElse(Value.NIL);
  }

  /**
   * The value of a command.
   *
   * @param piped the value of the command before
   */
  private Value command(Command command, Place place, Optional<Value> piped) {
    context.budget().steps(1);
    Operand first = command.operands().getFirst();
    List<Operand> rest = command.operands().subList(1, command.operands().size());
    return switch (first) {
      case Operand.Name(String name) -> call(Functions.get(name), rest, place, piped);
      case Operand.Field(List<String> names) ->
          fields(place.dot, names, new Given(rest, place, piped));
      case Operand.Variable(String name, List<String> names) ->
          fields(variable(name, place), names, new Given(rest, place, piped));
      case Operand.Chain(Operand base, List<String> names) ->
          fields(plain(base, place), names, new Given(rest, place, piped));
      case Operand.NilLiteral _ -> throw new TemplateFailure("nil is not a command");
      case Operand.Dot _,
          Operand.BoolLiteral _,
          Operand.TextLiteral _,
          Operand.NumberLiteral _,
          Operand.Bracket _ -> {
        requireNoArguments(rest, piped);
        yield plain(first, place);
      }
    };
  }

  private static void requireNoArguments(List<Operand> rest, Optional<Value> piped) {
    if (!rest.isEmpty() || piped.isPresent()) {
      throw new TemplateFailure("can't give argument to non-function");
    }
  }

  /** Arguments as they are written, and the one that comes through the pipe. */
  private record Given(List<Operand> operands, Place place, Optional<Value> piped) {
    static final Given NOTHING =
        new Given(List.of(), new Place(Value.NIL, new Scope(Value.NIL)), Optional.empty());

    boolean isEmpty() {
      return operands.isEmpty() && piped.isEmpty();
    }
  }

  /** A value that gets no arguments. */
  private Value plain(Operand operand, Place place) {
    return switch (operand) {
      case Operand.Dot _ -> place.dot;
      case Operand.NilLiteral _ -> Value.NIL;
      case Operand.BoolLiteral(boolean value) -> Value.of(value);
      case Operand.TextLiteral(String value) -> Value.of(value);
      case Operand.NumberLiteral number ->
          number.isFloat() ? Value.of(number.decimal()) : new Value.Int(number.integer());
      case Operand.Field(List<String> names) -> fields(place.dot, names, Given.NOTHING);
      case Operand.Variable(String name, List<String> names) ->
          fields(variable(name, place), names, Given.NOTHING);
      case Operand.Chain(Operand base, List<String> names) ->
          fields(plain(base, place), names, Given.NOTHING);
      case Operand.Name(String name) ->
          call(Functions.get(name), List.of(), place, Optional.empty());
      case Operand.Bracket(Pipeline pipeline) -> evaluate(pipeline, place.dot, place.scope);
    };
  }

  /** Goes from a value through its fields; the last one may be a method with arguments. */
  private Value fields(Value base, List<String> names, Given given) {
    if (names.isEmpty() && !given.isEmpty()) {
      throw new TemplateFailure("can't give argument to non-function");
    }
    Value value = base;
    boolean isMissing = base instanceof Value.Nil;
    for (int i = 0; i < names.size() && !isMissing; i++) {
      context.budget().steps(1);
      Given last = i == names.size() - 1 ? given : Given.NOTHING;
      Optional<Value> next = field(value, names.get(i), last);
      isMissing = next.isEmpty();
      value = next.orElse(Value.NIL);
    }
    return value;
  }

  /** A key of a map, or what a method returns; empty for a key that the map does not have. */
  private Optional<Value> field(Value value, String name, Given given) {
    return switch (value) {
      case Value.Mapping map -> {
        if (!given.isEmpty()) {
          throw new TemplateFailure(name + " is not a method but has arguments");
        }
        yield Optional.ofNullable(map.entries().get(Value.of(name)));
      }
      case Value.Moment _, Value.Span _ when TimeCalls.hasMethod(value, name) ->
          Optional.of(TimeCalls.call(value, name, anyArguments(given), context.now()));
      default -> throw new TemplateFailure("unknown field \"" + name + "\"");
    };
  }

  private Value variable(String name, Place place) {
    context.budget().steps(place.scope.mark() / VARIABLES_PER_STEP);
    return place.scope.get(name);
  }

  private List<Value> anyArguments(Given given) {
    List<Value> values = new ArrayList<>();
    for (Operand operand : given.operands) {
      values.add(plain(operand, given.place));
    }
    given.piped.ifPresent(values::add);
    context.budget().arguments(values);
    return values;
  }

  private Value call(
      Function function, List<Operand> operands, Place place, Optional<Value> piped) {
    int count = operands.size() + (piped.isPresent() ? 1 : 0);
    function.requireCount(count);
    if (Logic.isShortCircuit(function)) {
      return shortCircuit(function, operands, place, piped);
    }
    List<Value> arguments = new ArrayList<>();
    for (Operand operand : operands) {
      Parameter parameter = function.parameter(arguments.size(), count);
      arguments.add(argument(operand, parameter, place));
    }
    if (piped.isPresent()) {
      Parameter parameter = function.parameter(arguments.size(), count);
      arguments.add(Conversion.required(piped.get(), parameter));
    }
    try {
      context.budget().arguments(arguments);
      Value result = function.body().apply(arguments, context);
      context.budget().result(result);
      return result;
    } catch (TemplateFailure failure) {
      throw new TemplateFailure("error calling " + function.name() + ": " + failure.text());
    } catch (ArithmeticException | DateTimeException _) {
      throw new TemplateFailure("error calling " + function.name() + ": out of range");
    }
  }

  /** {@code and} and {@code or} evaluate no more than they need. */
  private Value shortCircuit(
      Function function, List<Operand> operands, Place place, Optional<Value> piped) {
    boolean decisive = Logic.decisive(function);
    Value value = Value.NIL;
    for (Operand operand : operands) {
      context.budget().steps(1);
      value = plain(operand, place);
      if (Truth.of(value) == decisive) {
        return value;
      }
    }
    return piped.orElse(value);
  }

  private Value argument(Operand operand, Parameter parameter, Place place) {
    if (operand instanceof Operand.NumberLiteral number) {
      return Conversion.number(number, parameter);
    }
    return Conversion.required(plain(operand, place), parameter);
  }
}
