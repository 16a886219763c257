package io.rolloutoperator.analysis.expression;

import io.rolloutoperator.analysis.expression.Type.Kind;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Optional;

/** Functions that make times, durations and time zones. */
final class TimeFunctions {

  private static final List<String> DATE_LAYOUTS =
      List.of(
          "2006-01-02",
          "15:04:05",
          "2006-01-02 15:04:05",
          "2006-01-02T15:04:05Z07:00",
          "02 Jan 06 15:04 MST",
          "Monday, 02-Jan-06 15:04:05 MST",
          "Mon, 02 Jan 2006 15:04:05 MST");

  static final List<Function> ALL =
      List.of(
          new Function("now", TimeFunctions::nowType, TimeFunctions::now),
          new Function(
              "duration",
              Signature.anyOf(Signature.of(Type.SPAN, Type.TEXT)),
              (a, _) -> new Value.Span(DurationText.parse(Arguments.text(a.getFirst())))),
          new Function(
              "timezone",
              Signature.anyOf(Signature.of(Type.ZONE, Type.TEXT)),
              (a, _) -> new Value.Zone(zone(Arguments.text(a.getFirst())))),
          new Function("date", TimeFunctions::dateType, TimeFunctions::date));

  private TimeFunctions() {}

  private static Type nowType(String name, List<Type> arguments) {
    boolean zoned = arguments.size() == 1 && arguments.getFirst().is(Kind.ZONE);
    if (arguments.isEmpty() || zoned) {
      return Type.TIME;
    }
    throw new ExpressionFailure(
        "invalid number of arguments (expected 0, got %d)".formatted(arguments.size()));
  }

  private static Value now(List<Value> arguments, Function.Context context) {
    ZoneId zone =
        !arguments.isEmpty() && arguments.getFirst() instanceof Value.Zone(ZoneId id)
            ? id
            : ZoneOffset.UTC;
    return new Value.Moment(context.now().atZone(zone));
  }

  private static Type dateType(String name, List<Type> arguments) {
    if (arguments.isEmpty()) {
      throw new ExpressionFailure("invalid number of arguments (expected at least 1, got 0)");
    }
    int count = arguments.getFirst().is(Kind.ZONE) ? arguments.size() - 1 : arguments.size();
    if (count > 3) {
      throw new ExpressionFailure(
          "invalid number of arguments (expected at most 3, got %d)".formatted(count));
    }
    return Type.TIME;
  }

  private static Value date(List<Value> arguments, Function.Context context) {
    boolean zoned = arguments.getFirst() instanceof Value.Zone;
    ZoneId zone = arguments.getFirst() instanceof Value.Zone(ZoneId id) ? id : ZoneOffset.UTC;
    List<Value> rest = zoned ? arguments.subList(1, arguments.size()) : arguments;
    if (rest.isEmpty()) {
      throw new ExpressionFailure("runtime error: index out of range [0] with length 0");
    }
    String text = Arguments.text(rest.getFirst());
    context.budget().scan(text.length() * 8L);
    return new Value.Moment(
        switch (rest.size()) {
          case 1 -> parseAny(text, zone);
          case 2 -> TimeLayout.parse(text, Arguments.text(rest.get(1)), zone);
          default ->
              TimeLayout.parse(
                  text, Arguments.text(rest.get(1)), zone(Arguments.text(rest.get(2))));
        });
  }

  private static java.time.ZonedDateTime parseAny(String text, ZoneId zone) {
    for (String layout : DATE_LAYOUTS) {
      Optional<java.time.ZonedDateTime> time = TimeLayout.tryParse(text, layout, zone);
      if (time.isPresent()) {
        return time.get();
      }
    }
    throw new ExpressionFailure("invalid date " + text);
  }

  private static ZoneId zone(String name) {
    if (name.isEmpty() || name.equals("UTC") || name.equals("Local")) {
      return ZoneOffset.UTC;
    }
    if (!ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
      throw new ExpressionFailure("unknown time zone " + name);
    }
    return ZoneId.of(name);
  }
}
