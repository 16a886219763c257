package io.rolloutoperator.notify.template;

import static io.rolloutoperator.notify.template.Function.Parameter.ANY;
import static io.rolloutoperator.notify.template.Function.Parameter.TEXT;
import static io.rolloutoperator.notify.template.Function.Parameter.TIME;

import io.rolloutoperator.analysis.expression.GoValues;
import io.rolloutoperator.analysis.expression.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Optional;

/** Times. The local zone is UTC, as in the images of controllers. */
final class DateFunctions {

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE).minusSeconds(1);
  private static final String DAY = "2006-01-02";

  private static final Value ZERO =
      new Value.Moment(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

  static final List<Function> ALL =
      List.of(
          Function.of("now", (_, c) -> moment(c.now())),
          Function.of("date", (a, c) -> shown(a.get(0), a.get(1), "UTC", c), TEXT, ANY),
          Function.of("dateInZone", DateFunctions::inZone, TEXT, ANY, TEXT),
          Function.of("date_in_zone", DateFunctions::inZone, TEXT, ANY, TEXT),
          Function.of("htmlDate", (a, c) -> shown(Value.of(DAY), a.get(0), "UTC", c), ANY),
          Function.of(
              "htmlDateInZone",
              (a, c) -> shown(Value.of(DAY), a.get(0), Texts.of(a.get(1)), c),
              ANY,
              TEXT),
          Function.of("dateModify", (a, _) -> modified(a), TEXT, TIME),
          Function.of("date_modify", (a, _) -> modified(a), TEXT, TIME),
          Function.of("mustDateModify", (a, _) -> mustModified(a), TEXT, TIME),
          Function.of("must_date_modify", (a, _) -> mustModified(a), TEXT, TIME),
          Function.of("toDate", (a, _) -> read(a).orElse(ZERO), TEXT, TEXT),
          Function.of("mustToDate", (a, _) -> mustRead(a), TEXT, TEXT),
          Function.of(
              "unixEpoch",
              (a, _) -> Value.of(Long.toString(time(a.getFirst()).toEpochSecond())),
              TIME),
          Function.of("ago", (a, c) -> ago(a.getFirst(), c), ANY),
          Function.of("duration", (a, _) -> duration(a.getFirst()), ANY),
          Function.of("durationRound", (a, c) -> rounded(a.getFirst(), c), ANY));

  private DateFunctions() {}

  private static Value moment(Instant instant) {
    return new Value.Moment(instant.atZone(ZoneOffset.UTC));
  }

  private static ZonedDateTime time(Value value) {
    if (value instanceof Value.Moment(ZonedDateTime time)) {
      return time;
    }
    throw new TemplateFailure("expected a time, got " + value.typeName());
  }

  private static Value inZone(List<Value> arguments, Function.Context context) {
    return shown(arguments.get(0), arguments.get(1), Texts.of(arguments.get(2)), context);
  }

  private static Value shown(Value layout, Value date, String zone, Function.Context context) {
    ZonedDateTime time = instant(date, context).atZone(zone(zone));
    return Value.of(GoValues.format(time, Texts.of(layout)));
  }

  /** A time, or seconds since 1970 as an integer; anything else means now. */
  private static Instant instant(Value date, Function.Context context) {
    try {
      return switch (date) {
        case Value.Moment(ZonedDateTime time) -> time.toInstant();
        case Value.Int(long seconds, Value.IntKind _) -> Instant.ofEpochSecond(seconds);
        default -> context.now();
      };
    } catch (DateTimeException _) {
      throw new TemplateFailure("time out of range");
    }
  }

  private static ZoneId zone(String name) {
    return ZoneRulesProvider.getAvailableZoneIds().contains(name)
        ? ZoneId.of(name)
        : ZoneOffset.UTC;
  }

  private static Value modified(List<Value> arguments) {
    return GoValues.span(Texts.of(arguments.get(0)))
        .<Value>map(nanos -> new Value.Moment(time(arguments.get(1)).plusNanos(nanos)))
        .orElse(arguments.get(1));
  }

  private static Value mustModified(List<Value> arguments) {
    String text = Texts.of(arguments.get(0));
    return GoValues.span(text)
        .<Value>map(nanos -> new Value.Moment(time(arguments.get(1)).plusNanos(nanos)))
        .orElseThrow(() -> new TemplateFailure("invalid duration " + GoValues.quote(text)));
  }

  private static Optional<Value> read(List<Value> arguments) {
    return GoValues.time(Texts.of(arguments.get(1)), Texts.of(arguments.get(0)), ZoneOffset.UTC)
        .map(Value.Moment::new);
  }

  private static Value mustRead(List<Value> arguments) {
    return read(arguments)
        .orElseThrow(
            () ->
                new TemplateFailure(
                    "cannot parse time " + GoValues.quote(Texts.of(arguments.get(1)))));
  }

  private static Value ago(Value date, Function.Context context) {
    Duration since = Duration.between(instant(date, context), context.now());
    if (since.compareTo(LONGEST) > 0) {
      return Value.of(GoValues.span(Long.MAX_VALUE));
    }
    return Value.of(GoValues.span(since.plusMillis(500).toSeconds() * 1_000_000_000L));
  }

  private static Value duration(Value value) {
    long seconds =
        switch (value) {
          case Value.Text text -> Casts.toLong(text);
          case Value.Int(long number, Value.IntKind kind) when kind == Value.IntKind.INT64 ->
              number;
          default -> 0;
        };
    return Value.of(GoValues.span(seconds * 1_000_000_000L));
  }

  private static Value rounded(Value value, Function.Context context) {
    long nanos =
        switch (value) {
          case Value.Text(String text) -> GoValues.span(text).orElse(0L);
          case Value.Int(long number, Value.IntKind kind) when kind == Value.IntKind.INT64 ->
              number;
          case Value.Moment(ZonedDateTime time) ->
              Duration.between(time.toInstant(), context.now()).toNanos();
          default -> 0L;
        };
    return Value.of(largestUnit(Duration.ofNanos(Math.abs(nanos))));
  }

  private static String largestUnit(Duration size) {
    record Unit(String name, Duration length) {}
    return List.of(
            new Unit("y", Duration.ofDays(365)),
            new Unit("mo", Duration.ofDays(30)),
            new Unit("d", Duration.ofDays(1)),
            new Unit("h", Duration.ofHours(1)),
            new Unit("m", Duration.ofMinutes(1)),
            new Unit("s", Duration.ofSeconds(1)))
        .stream()
        .filter(unit -> size.compareTo(unit.length) > 0)
        .map(unit -> size.dividedBy(unit.length) + unit.name)
        .findFirst()
        .orElse("0s");
  }
}
