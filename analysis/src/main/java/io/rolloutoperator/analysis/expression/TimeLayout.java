package io.rolloutoperator.analysis.expression;

import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Times as text, by layouts that spell out the reference time, the second of January 2006 at
 * 15:04:05.
 */
final class TimeLayout {

  static final String RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";
  private static final String DESCRIPTION = "2006-01-02 15:04:05.999999999 -0700 MST";
  private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("z", Locale.US);

  /** The elements of layouts; where several fit, the longest is meant. */
  enum Field {
    LONG_MONTH("January"),
    MONTH("Jan"),
    NUMBER_MONTH("1"),
    ZERO_MONTH("01"),
    LONG_WEEKDAY("Monday"),
    WEEKDAY("Mon"),
    DAY("2"),
    SPACE_DAY("_2"),
    ZERO_DAY("02"),
    YEAR_DAY("002"),
    HOUR("15"),
    HOUR_12("3"),
    ZERO_HOUR_12("03"),
    MINUTE("4"),
    ZERO_MINUTE("04"),
    SECOND("5"),
    ZERO_SECOND("05"),
    LONG_YEAR("2006"),
    YEAR("06"),
    UPPER_HALF("PM"),
    LOWER_HALF("pm"),
    ZONE("MST"),
    Z_OFFSET("Z0700"),
    Z_COLON_OFFSET("Z07:00"),
    Z_SHORT_OFFSET("Z07"),
    OFFSET("-0700"),
    COLON_OFFSET("-07:00"),
    SHORT_OFFSET("-07"),
    FRACTION(""),
    LITERAL("");

    /** By their first character, the longest first. */
    private static final Map<Character, List<Field>> BY_START =
        Arrays.stream(values())
            .filter(f -> !f.text.isEmpty())
            .sorted(Comparator.comparingInt((Field f) -> f.text.length()).reversed())
            .collect(Collectors.groupingBy(f -> f.text.charAt(0)));

    private final String text;

    Field(String text) {
      this.text = text;
    }
  }

  /** An element with its text in the layout. */
  record Element(Field field, String text) {}

  private TimeLayout() {}

  /** The elements of a layout. */
  static List<Element> elements(String layout) {
    List<Element> elements = new ArrayList<>();
    int position = 0;
    while (position < layout.length()) {
      Element element = element(layout, position);
      elements.add(element);
      position += element.text.length();
    }
    return elements;
  }

  private static Element element(String layout, int position) {
    for (Field field : Field.BY_START.getOrDefault(layout.charAt(position), List.of())) {
      if (layout.startsWith(field.text, position)) {
        return new Element(field, field.text);
      }
    }
    int end = fractionEnd(layout, position);
    return end > position
        ? new Element(Field.FRACTION, layout.substring(position, end))
        : new Element(Field.LITERAL, layout.substring(position, position + 1));
  }

  /** The end of a point or comma followed by only zeros or only nines that no digit follows. */
  private static int fractionEnd(String layout, int position) {
    char c = layout.charAt(position);
    if ((c != '.' && c != ',') || position + 1 >= layout.length()) {
      return position;
    }
    char digit = layout.charAt(position + 1);
    int end = position + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean digitFollows = end < layout.length() && Character.isDigit(layout.charAt(end));
    return (digit == '0' || digit == '9') && !digitFollows ? end : position;
  }

  static String format(ZonedDateTime time, String layout) {
    StringBuilder out = new StringBuilder();
    for (Element element : elements(layout)) {
      out.append(format(time, element));
    }
    return out.toString();
  }

  private static String format(ZonedDateTime time, Element element) {
    int twelve = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (element.field) {
      case LONG_MONTH -> monthName(time.getMonthValue());
      case MONTH -> monthName(time.getMonthValue()).substring(0, 3);
      case NUMBER_MONTH -> padded(time.getMonthValue(), 1);
      case ZERO_MONTH -> padded(time.getMonthValue(), 2);
      case LONG_WEEKDAY -> weekdayName(time.getDayOfWeek().getValue());
      case WEEKDAY -> weekdayName(time.getDayOfWeek().getValue()).substring(0, 3);
      case DAY -> padded(time.getDayOfMonth(), 1);
      case SPACE_DAY -> (time.getDayOfMonth() < 10 ? " " : "") + time.getDayOfMonth();
      case ZERO_DAY -> padded(time.getDayOfMonth(), 2);
      case YEAR_DAY -> padded(time.getDayOfYear(), 3);
      case HOUR -> padded(time.getHour(), 2);
      case HOUR_12 -> padded(twelve, 1);
      case ZERO_HOUR_12 -> padded(twelve, 2);
      case MINUTE -> padded(time.getMinute(), 1);
      case ZERO_MINUTE -> padded(time.getMinute(), 2);
      case SECOND -> padded(time.getSecond(), 1);
      case ZERO_SECOND -> padded(time.getSecond(), 2);
      case LONG_YEAR -> padded(time.getYear(), 4);
      case YEAR -> padded(Math.floorMod(time.getYear(), 100), 2);
      case UPPER_HALF -> time.getHour() >= 12 ? "PM" : "AM";
      case LOWER_HALF -> time.getHour() >= 12 ? "pm" : "am";
      case ZONE -> abbreviation(time);
      case Z_OFFSET, Z_COLON_OFFSET, Z_SHORT_OFFSET ->
          time.getOffset().getTotalSeconds() == 0 ? "Z" : offset(time, element.text.substring(1));
      case OFFSET, COLON_OFFSET, SHORT_OFFSET -> offset(time, element.text.substring(1));
      case FRACTION -> fraction(time, element.text);
      case LITERAL -> element.text;
    };
  }

  private static String padded(int number, int width) {
    return String.format(Locale.ROOT, "%0" + width + "d", number);
  }

  private static String offset(ZonedDateTime time, String form) {
    int minutes = time.getOffset().getTotalSeconds() / 60;
    String hours = padded(Math.abs(minutes) / 60, 2);
    String rest =
        form.length() == 2
            ? ""
            : (form.contains(":") ? ":" : "") + padded(Math.abs(minutes) % 60, 2);
    return (minutes < 0 ? "-" : "+") + hours + rest;
  }

  private static String fraction(ZonedDateTime time, String form) {
    int digits = Math.min(form.length() - 1, 9);
    String text = padded(time.getNano(), 9).substring(0, digits);
    if (form.charAt(1) == '0') {
      return form.charAt(0) + text;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? "" : form.charAt(0) + text.substring(0, end);
  }

  private static String abbreviation(ZonedDateTime time) {
    if (time.getZone().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    if (time.getZone() instanceof ZoneOffset) {
      return offset(time, "0700");
    }
    return ABBREVIATION.format(time);
  }

  static String describe(ZonedDateTime time) {
    return format(time, DESCRIPTION);
  }

  static String zoneName(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  static String monthName(long number) {
    return Month.of((int) number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  static String weekdayName(long number) {
    return java.time.DayOfWeek.of(number == 0 ? 7 : (int) number)
        .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  /**
   * Reads a time.
   *
   * @throws ExpressionFailure naming the part that does not fit
   */
  static ZonedDateTime parse(String text, String layout, ZoneId zone) {
    return new TimeParser(text, layout).parse(zone);
  }

  static Optional<ZonedDateTime> tryParse(String text, String layout, ZoneId zone) {
    try {
      return Optional.of(parse(text, layout, zone));
    } catch (ExpressionFailure _) {
      return Optional.empty();
    }
  }
}
