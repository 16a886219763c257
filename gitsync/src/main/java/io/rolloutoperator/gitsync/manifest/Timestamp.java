package io.rolloutoperator.gitsync.manifest;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates without quotes: kustomize takes them for points in time and writes them to JSON as RFC 3339
 * text. The forms are those of Go's YAML library.
 */
final class Timestamp {

  private static final int YEAR_DIGITS = 4;
  private static final DateTimeFormatter DATE = strict(date());
  private static final DateTimeFormatter TIME = strict(dateAnd('T').appendOffset("+HH:MM", "Z"));
  private static final DateTimeFormatter SMALL_T_TIME =
      strict(dateAnd('t').appendOffset("+HH:MM", "Z"));
  private static final DateTimeFormatter UTC_TIME = strict(dateAnd(' '));
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(NANO_OF_SECOND, 0, 9, true)
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT);

  private Timestamp() {}

  /** The text that stands for it in JSON; empty if it is no date. */
  static Optional<String> inJson(String text) {
    if (text.length() <= YEAR_DIGITS || text.charAt(YEAR_DIGITS) != '-') {
      return Optional.empty();
    }
    try {
      return Optional.of(RFC_3339.format(parse(text)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static OffsetDateTime parse(String text) {
    TemporalAccessor time =
        switch (separator(text)) {
          case 'T' -> TIME.parse(text, OffsetDateTime::from);
          case 't' -> SMALL_T_TIME.parse(text, OffsetDateTime::from);
          case ' ' -> UTC_TIME.parse(text, LocalDateTime::from);
          default -> DATE.parse(text, LocalDate::from).atStartOfDay();
        };
    return time instanceof LocalDateTime utc ? utc.atOffset(ZoneOffset.UTC) : (OffsetDateTime) time;
  }

  /** What follows the date. */
  private static char separator(String text) {
    return (char)
        text.chars()
            .skip(YEAR_DIGITS)
            .filter(c -> c != '-' && (c < '0' || c > '9'))
            .findFirst()
            .orElse('-');
  }

  private static DateTimeFormatterBuilder date() {
    DateTimeFormatterBuilder date =
        new DateTimeFormatterBuilder().appendValue(YEAR, YEAR_DIGITS).appendLiteral('-');
    return shortNumber(shortNumber(date, MONTH_OF_YEAR).appendLiteral('-'), DAY_OF_MONTH);
  }

  private static DateTimeFormatterBuilder dateAnd(char separator) {
    DateTimeFormatterBuilder time = date().appendLiteral(separator);
    shortNumber(time, HOUR_OF_DAY).appendLiteral(':');
    shortNumber(time, MINUTE_OF_HOUR).appendLiteral(':');
    return shortNumber(time, SECOND_OF_MINUTE)
        .optionalStart()
        .appendFraction(NANO_OF_SECOND, 1, 9, true)
        .optionalEnd();
  }

  private static DateTimeFormatterBuilder shortNumber(
      DateTimeFormatterBuilder format, ChronoField field) {
    return format.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
  }

  private static DateTimeFormatter strict(DateTimeFormatterBuilder format) {
    return format.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }
}
