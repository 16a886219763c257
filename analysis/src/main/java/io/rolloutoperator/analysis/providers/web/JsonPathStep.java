package io.rolloutoperator.analysis.providers.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.providers.web.JsonPath.JsonPathFailure;
import io.rolloutoperator.analysis.providers.web.JsonPath.TooManyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of a path: from values to values. */
sealed interface JsonPathStep {

  List<JsonNode> apply(List<JsonNode> values);

  /** The field of that name of each object that has it. */
  record Field(String name) implements JsonPathStep {
    @Override
    public List<JsonNode> apply(List<JsonNode> values) {
      List<JsonNode> found =
          values.stream().filter(value -> value.has(name)).map(value -> value.get(name)).toList();
      if (found.isEmpty()) {
        throw new JsonPathFailure(name + " is not found");
      }
      return found;
    }
  }

  /** All items, or all fields' values. */
  record Wildcard() implements JsonPathStep {
    @Override
    public List<JsonNode> apply(List<JsonNode> values) {
      List<JsonNode> found = new ArrayList<>();
      values.forEach(value -> value.forEach(found::add));
      return found;
    }
  }

  /** The value itself and everything below it. */
  record Descent() implements JsonPathStep {
    @Override
    public List<JsonNode> apply(List<JsonNode> values) {
      List<JsonNode> found = new ArrayList<>();
      values.forEach(value -> collect(value, found));
      return found;
    }

    private static void collect(JsonNode value, List<JsonNode> found) {
      if (found.size() > JsonPath.MOST_VALUES) {
        throw new TooManyValues();
      }
      found.add(value);
      value.forEach(inner -> collect(inner, found));
    }
  }

  /** After a descent: the field of that name of each object that has it; none is no error yet. */
  record FieldAnywhere(String name) implements JsonPathStep {
    @Override
    public List<JsonNode> apply(List<JsonNode> values) {
      return values.stream()
          .filter(value -> value.has(name))
          .map(value -> value.get(name))
          .toList();
    }
  }

  /** Items of lists: from, to and step as in Python; a single index is a slice of one. */
  record Slice(@Nullable Integer from, @Nullable Integer to, int step, boolean single)
      implements JsonPathStep {
    @Override
    public List<JsonNode> apply(List<JsonNode> values) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode value : values) {
        if (!value.isArray()) {
          throw new JsonPathFailure(CompactJson.text(value) + " is not array or slice");
        }
        int size = value.size();
        int first = from == null ? 0 : from < 0 ? from + size : from;
        int end = single ? first + 1 : to == null ? size : to < 0 ? to + size : Math.min(to, size);
        if (single && (first < 0 || first >= size)) {
          throw new JsonPathFailure(
              "array index out of bounds: index " + from + ", length " + size);
        }
        for (int i = Math.max(0, first); i < end; i += step) {
          found.add(value.get(i));
        }
      }
      return found;
    }
  }

  /** What several steps find, one after the other. */
  record Union(List<JsonPathStep> steps) implements JsonPathStep {
    @Override
    public List<JsonNode> apply(List<JsonNode> values) {
      return steps.stream().flatMap(step -> step.apply(values).stream()).toList();
    }
  }

  /** Items of lists for which a comparison holds, or for which the left path finds something. */
  record Filter(Operand left, String operator, Operand right) implements JsonPathStep {
    @Override
    public List<JsonNode> apply(List<JsonNode> values) {
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode value : values) {
        if (!value.isContainerNode()) {
          throw new JsonPathFailure(
              CompactJson.text(value) + " is not array or slice and cannot be filtered");
        }
        value.forEach(item -> addIfHolds(item, found));
      }
      return found;
    }

    private void addIfHolds(JsonNode item, List<JsonNode> found) {
      Optional<JsonNode> first = left.value(item);
      if (operator.equals("exists")) {
        first.ifPresent(_ -> found.add(item));
        return;
      }
      Optional<JsonNode> second = right.value(item);
      if (first.isPresent() && second.isPresent() && compare(first.get(), second.get())) {
        found.add(item);
      }
    }

    private boolean compare(JsonNode first, JsonNode second) {
      if (first.isNumber() && second.isNumber()) {
        return holds(Double.compare(first.doubleValue(), second.doubleValue()));
      }
      if (first.isTextual() && second.isTextual()) {
        return holds(first.textValue().compareTo(second.textValue()));
      }
      boolean equal = first.equals(second);
      return operator.equals("==") ? equal : operator.equals("!=") && !equal;
    }

    private boolean holds(int order) {
      return switch (operator) {
        case "==" -> order == 0;
        case "!=" -> order != 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case ">=" -> order >= 0;
        default -> throw new IllegalStateException(operator);
      };
    }
  }

  /** A side of a comparison. */
  sealed interface Operand {
    Optional<JsonNode> value(JsonNode item);

    record Literal(JsonNode literal) implements Operand {
      @Override
      public Optional<JsonNode> value(JsonNode item) {
        return Optional.of(literal);
      }
    }

    record Path(List<JsonPathStep> steps) implements Operand {
      @Override
      public Optional<JsonNode> value(JsonNode item) {
        try {
          return JsonPath.follow(steps, item).stream().findFirst();
        } catch (TooManyValues e) {
          throw e;
        } catch (JsonPathFailure e) {
          return Optional.empty();
        }
      }
    }
  }
}
