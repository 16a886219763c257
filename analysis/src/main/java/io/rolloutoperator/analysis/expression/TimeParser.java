package io.rolloutoperator.analysis.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads one time by one layout. What the layout leaves out is the first of January of the year 0,
 * midnight.
 */
final class TimeParser {

  private final String text;
  private final String layout;
  private int position;

  private int year;
  private int month = 1;
  private int day = 1;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean afternoon;
  private boolean halved;
  private Optional<ZoneId> zone = Optional.empty();

  TimeParser(String text, String layout) {
    this.text = text;
    this.layout = layout;
  }

  ZonedDateTime parse(ZoneId absent) {
    for (TimeLayout.Element element : TimeLayout.elements(layout)) {
      read(element);
    }
    if (position < text.length()) {
      throw new ExpressionFailure(
          "parsing time %s: extra text: %s"
              .formatted(GoText.quote(text), GoText.quote(text.substring(position))));
    }
    int hours = halved ? hour % 12 + (afternoon ? 12 : 0) : hour;
    try {
      return LocalDateTime.of(year, month, day, hours, minute, second, nano)
          .atZone(zone.orElse(absent));
    } catch (DateTimeException e) {
      throw new ExpressionFailure(
          "parsing time %s: day out of range".formatted(GoText.quote(text)));
    }
  }

  private void read(TimeLayout.Element element) {
    switch (element.field()) {
      case LONG_YEAR -> year = digits(element, 4, 4, 0, 9999);
      case YEAR -> {
        int shortYear = digits(element, 2, 2, 0, 99);
        year = shortYear + (shortYear >= 69 ? 1900 : 2000);
      }
      case LONG_MONTH, MONTH -> month = monthName(element);
      case ZERO_MONTH -> month = digits(element, 2, 2, 1, 12);
      case NUMBER_MONTH -> month = digits(element, 1, 2, 1, 12);
      case LONG_WEEKDAY, WEEKDAY -> weekdayName(element);
      case ZERO_DAY -> day = digits(element, 2, 2, 1, 31);
      case SPACE_DAY, DAY -> {
        position +=
            element.field() == TimeLayout.Field.SPACE_DAY && text.startsWith(" ", position) ? 1 : 0;
        day = digits(element, 1, 2, 1, 31);
      }
      case YEAR_DAY -> digits(element, 3, 3, 1, 366);
      case HOUR -> hour = digits(element, 2, 2, 0, 23);
      case ZERO_HOUR_12 -> hour = digits(element, 2, 2, 0, 12);
      case HOUR_12 -> hour = digits(element, 1, 2, 0, 12);
      case ZERO_MINUTE -> minute = digits(element, 2, 2, 0, 59);
      case MINUTE -> minute = digits(element, 1, 2, 0, 59);
      case ZERO_SECOND, SECOND -> {
        second = digits(element, element.field() == TimeLayout.Field.SECOND ? 1 : 2, 2, 0, 59);
        fraction();
      }
      case UPPER_HALF, LOWER_HALF -> half(element);
      case ZONE -> zoneAbbreviation(element);
      case Z_OFFSET, Z_COLON_OFFSET, Z_SHORT_OFFSET -> {
        if (text.startsWith("Z", position)) {
          position++;
          zone = Optional.of(ZoneOffset.UTC);
        } else {
          offset(element);
        }
      }
      case OFFSET, COLON_OFFSET, SHORT_OFFSET -> offset(element);
      case FRACTION -> fraction();
      case LITERAL -> literal(element);
    }
  }

  private int digits(TimeLayout.Element element, int least, int most, int from, int to) {
    int end = position;
    while (end < text.length()
        && end < position + most
        && text.charAt(end) >= '0'
        && text.charAt(end) <= '9') {
      end++;
    }
    if (end - position < least) {
      throw mismatch(element);
    }
    int number = Integer.parseInt(text.substring(position, end));
    if (number < from || number > to) {
      throw new ExpressionFailure(
          "parsing time %s: %s out of range".formatted(GoText.quote(text), part(element.field())));
    }
    position = end;
    return number;
  }

  private static String part(TimeLayout.Field field) {
    return switch (field) {
      case ZERO_MONTH, NUMBER_MONTH -> "month";
      case HOUR, HOUR_12, ZERO_HOUR_12 -> "hour";
      case MINUTE, ZERO_MINUTE -> "minute";
      case SECOND, ZERO_SECOND -> "second";
      default -> "day";
    };
  }

  /** A fraction of a second, which may follow seconds even where the layout has none. */
  private void fraction() {
    boolean starts =
        position + 1 < text.length()
            && (text.charAt(position) == '.' || text.charAt(position) == ',');
    if (!starts || !Character.isDigit(text.charAt(position + 1))) {
      return;
    }
    int end = position + 1;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    nano = Integer.parseInt((text.substring(position + 1, end) + "000000000").substring(0, 9));
    position = end;
  }

  private int monthName(TimeLayout.Element element) {
    boolean isLong = element.field() == TimeLayout.Field.LONG_MONTH;
    int found =
        IntStream.rangeClosed(1, 12)
            .filter(m -> accept(shortened(TimeLayout.monthName(m), isLong)))
            .findFirst()
            .orElseThrow(() -> mismatch(element));
    return Month.of(found).getValue();
  }

  private void weekdayName(TimeLayout.Element element) {
    boolean isLong = element.field() == TimeLayout.Field.LONG_WEEKDAY;
    IntStream.rangeClosed(0, 6)
        .filter(d -> accept(shortened(TimeLayout.weekdayName(d), isLong)))
        .findFirst()
        .orElseThrow(() -> mismatch(element));
  }

  private static String shortened(String name, boolean isLong) {
    return isLong ? name : name.substring(0, 3);
  }

  private boolean accept(String name) {
    boolean matches = text.regionMatches(true, position, name, 0, name.length());
    position += matches ? name.length() : 0;
    return matches;
  }

  private void half(TimeLayout.Element element) {
    boolean upper = element.field() == TimeLayout.Field.UPPER_HALF;
    String found = text.substring(position, Math.min(position + 2, text.length()));
    String normal = upper ? found : found.toUpperCase(Locale.ROOT);
    if (!normal.equals("AM") && !normal.equals("PM")) {
      throw mismatch(element);
    }
    halved = true;
    afternoon = normal.equals("PM");
    position += 2;
  }

  /**
   * An abbreviation of three or four capitals says nothing certain, so all but UTC count as an
   * unknown zone at UTC.
   */
  private void zoneAbbreviation(TimeLayout.Element element) {
    int end = position;
    while (end < text.length()
        && end < position + 4
        && text.charAt(end) >= 'A'
        && text.charAt(end) <= 'Z') {
      end++;
    }
    if (end - position < 3) {
      throw mismatch(element);
    }
    position = end;
    zone = Optional.of(ZoneOffset.UTC);
  }

  private void offset(TimeLayout.Element element) {
    String form = element.text().substring(1);
    int end = position + 1 + form.length();
    if (end > text.length()) {
      throw mismatch(element);
    }
    String found = text.substring(position, end);
    boolean fits = isOffset(found, form);
    if (!fits) {
      throw mismatch(element);
    }
    position = end;
    try {
      ZoneOffset offset = ZoneOffset.of(found.length() == 3 ? found + ":00" : found);
      zone = Optional.of(offset);
    } catch (DateTimeException e) {
      throw new ExpressionFailure(
          "parsing time %s: time zone offset hour out of range".formatted(GoText.quote(text)));
    }
  }

  /** A sign, then digits and colons where the form has them. */
  private static boolean isOffset(String found, String form) {
    boolean signed = found.startsWith("+") || found.startsWith("-");
    return signed
        && IntStream.range(0, form.length())
            .allMatch(i -> isLike(found.charAt(i + 1), form.charAt(i)));
  }

  private static boolean isLike(char found, char form) {
    return form == ':' ? found == ':' : found >= '0' && found <= '9';
  }

  private void literal(TimeLayout.Element element) {
    if (!text.startsWith(element.text(), position)) {
      throw mismatch(element);
    }
    position += element.text().length();
  }

  private ExpressionFailure mismatch(TimeLayout.Element element) {
    return new ExpressionFailure(
        "parsing time %s as %s: cannot parse %s as %s"
            .formatted(
                GoText.quote(text),
                GoText.quote(layout),
                GoText.quote(text.substring(Math.min(position, text.length()))),
                GoText.quote(element.text())));
  }
}
