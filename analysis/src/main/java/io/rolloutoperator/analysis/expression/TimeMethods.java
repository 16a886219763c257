package io.rolloutoperator.analysis.expression;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Methods of times and durations: a fixed table, as nothing is ever called on objects of the host.
 * The receiver comes first.
 */
final class TimeMethods {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final ZonedDateTime ZERO = ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private static final Map<String, Function> OF_TIME =
      table(Stream.concat(parts(), calculations()));
  private static final Map<String, Function> OF_SPAN = table(spans());

  private TimeMethods() {}

  /** The method of a type, by the type's name. */
  static Optional<Function> find(String typeName, String method) {
    return Optional.ofNullable(
        switch (typeName) {
          case "time.Time" -> OF_TIME.get(method);
          case "time.Duration" -> OF_SPAN.get(method);
          default -> null;
        });
  }

  private static Map<String, Function> table(Stream<Function> functions) {
    return functions.collect(Collectors.toUnmodifiableMap(Function::name, f -> f));
  }

  private static Stream<Function> parts() {
    return Stream.of(
        part("Year", ZonedDateTime::getYear),
        part("Day", ZonedDateTime::getDayOfMonth),
        part("Hour", ZonedDateTime::getHour),
        part("Minute", ZonedDateTime::getMinute),
        part("Second", ZonedDateTime::getSecond),
        part("Nanosecond", ZonedDateTime::getNano),
        part("YearDay", ZonedDateTime::getDayOfYear),
        count("Unix", ZonedDateTime::toEpochSecond),
        count("UnixMilli", t -> t.toInstant().toEpochMilli()),
        count("UnixMicro", t -> t.toEpochSecond() * 1_000_000 + t.getNano() / 1_000),
        count("UnixNano", t -> t.toEpochSecond() * 1_000_000_000 + t.getNano()),
        method(
            "Month", Type.MONTH, a -> new Value.Int(time(a).getMonthValue(), Value.IntKind.MONTH)),
        method(
            "Weekday", Type.WEEKDAY, a -> new Value.Int(weekday(time(a)), Value.IntKind.WEEKDAY)),
        method("String", Type.TEXT, a -> Value.of(TimeLayout.describe(time(a)))),
        method("IsZero", Type.BOOL, a -> Value.of(time(a).toInstant().equals(ZERO.toInstant()))),
        method(
            "UTC", Type.TIME, a -> new Value.Moment(time(a).withZoneSameInstant(ZoneOffset.UTC))),
        method(
            "Local",
            Type.TIME,
            a -> new Value.Moment(time(a).withZoneSameInstant(ZoneOffset.UTC))));
  }

  private static Stream<Function> calculations() {
    return Stream.of(
        method(
            "Add", Type.TIME, a -> new Value.Moment(time(a).plusNanos(nanos(a.get(1)))), Type.SPAN),
        method("Sub", Type.SPAN, a -> Arithmetic.between(other(a), time(a)), Type.TIME),
        method("AddDate", Type.TIME, TimeMethods::addDate, Type.INT, Type.INT, Type.INT),
        method("Before", Type.BOOL, a -> Value.of(compare(a) < 0), Type.TIME),
        method("After", Type.BOOL, a -> Value.of(compare(a) > 0), Type.TIME),
        method("Equal", Type.BOOL, a -> Value.of(compare(a) == 0), Type.TIME),
        method("Compare", Type.INT, a -> new Value.Int(Integer.signum(compare(a))), Type.TIME),
        method(
            "Format",
            Type.TEXT,
            a -> Value.of(TimeLayout.format(time(a), Arguments.text(a.get(1)))),
            Type.TEXT),
        method(
            "In",
            Type.TIME,
            a -> new Value.Moment(time(a).withZoneSameInstant(zone(a.get(1)))),
            Type.ZONE));
  }

  private static Stream<Function> spans() {
    return Stream.of(
        fraction("Hours", n -> n / (3600 * NANOS_PER_SECOND)),
        fraction("Minutes", n -> n / (60 * NANOS_PER_SECOND)),
        fraction("Seconds", n -> n / NANOS_PER_SECOND),
        whole("Milliseconds", 1_000_000),
        whole("Microseconds", 1_000),
        whole("Nanoseconds", 1),
        method("String", Type.TEXT, a -> Value.of(Formatter.span(nanos(a.getFirst())))),
        method("Abs", Type.SPAN, a -> new Value.Span(Math.abs(nanos(a.getFirst())))),
        method(
            "Round",
            Type.SPAN,
            a -> new Value.Span(round(nanos(a.getFirst()), nanos(a.get(1)))),
            Type.SPAN),
        method(
            "Truncate",
            Type.SPAN,
            a -> new Value.Span(truncate(nanos(a.getFirst()), nanos(a.get(1)))),
            Type.SPAN));
  }

  private static Function method(
      String name,
      Type result,
      java.util.function.Function<List<Value>, Value> body,
      Type... parameters) {
    return new Function(
        name, Signature.anyOf(Signature.of(result, parameters)), (a, _) -> body.apply(a));
  }

  private static Function part(String name, ToLongFunction<ZonedDateTime> part) {
    return method(name, Type.INT, a -> new Value.Int(part.applyAsLong(time(a))));
  }

  private static Function count(String name, ToLongFunction<ZonedDateTime> count) {
    return method(
        name, Type.INT64, a -> new Value.Int(count.applyAsLong(time(a)), Value.IntKind.INT64));
  }

  private static Function fraction(String name, ToDoubleFunction<Double> fraction) {
    return method(
        name,
        Type.FLOAT,
        a -> new Value.Decimal(fraction.applyAsDouble((double) nanos(a.getFirst()))));
  }

  private static Function whole(String name, long unit) {
    return method(
        name, Type.INT64, a -> new Value.Int(nanos(a.getFirst()) / unit, Value.IntKind.INT64));
  }

  private static ZonedDateTime time(List<Value> arguments) {
    return time(arguments.getFirst());
  }

  private static ZonedDateTime other(List<Value> arguments) {
    return time(arguments.get(1));
  }

  private static ZonedDateTime time(Value value) {
    if (value instanceof Value.Moment(ZonedDateTime time)) {
      return time;
    }
    throw Arguments.conversion(value, "time.Time");
  }

  private static long nanos(Value value) {
    if (value instanceof Value.Span(long nanos)) {
      return nanos;
    }
    throw Arguments.conversion(value, "time.Duration");
  }

  private static ZoneId zone(Value value) {
    if (value instanceof Value.Zone(ZoneId id)) {
      return id;
    }
    throw Arguments.conversion(value, "*time.Location");
  }

  private static int compare(List<Value> arguments) {
    Instant other = other(arguments).toInstant();
    return time(arguments).toInstant().compareTo(other);
  }

  private static long weekday(ZonedDateTime time) {
    return time.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : time.getDayOfWeek().getValue();
  }

  /** Adds years, months and days; days beyond a month's end run into the next one. */
  private static Value addDate(List<Value> arguments) {
    ZonedDateTime time = time(arguments);
    LocalTime ofDay = time.toLocalTime();
    LocalDate moved =
        time.toLocalDate()
            .withDayOfMonth(1)
            .plusYears(Arguments.truncated(arguments.get(1)))
            .plusMonths(Arguments.truncated(arguments.get(2)))
            .plusDays(time.getDayOfMonth() - 1L + Arguments.truncated(arguments.get(3)));
    return new Value.Moment(ZonedDateTime.of(moved, ofDay, time.getZone()));
  }

  private static long truncate(long nanos, long unit) {
    return unit <= 0 ? nanos : nanos - nanos % unit;
  }

  private static long round(long nanos, long unit) {
    if (unit <= 0) {
      return nanos;
    }
    long rest = Math.abs(nanos % unit);
    long down = nanos - nanos % unit;
    return rest < unit - rest ? down : down + Long.signum(nanos) * unit;
  }
}
