package io.rolloutoperator.app;

import io.rolloutoperator.api.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A flag's duration as Go writes it: {@code 15s}, {@code 1m30s}. */
final class DurationFlag implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return switch (GoDuration.parse(text)) {
      case GoDuration.Valid(Duration duration) -> duration;
      case GoDuration.Invalid _ ->
          throw new TypeConversionException(
              "'" + text + "' is not a duration such as 15s or 1m30s");
    };
  }
}
