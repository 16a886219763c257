package io.rolloutoperator.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * One line per event: {@code time, level, msg} and the event's own fields, as {@code key=value}
 * pairs or as a JSON object. Values come from the cluster's users, so control characters are
 * escaped and long values are cut: no value can forge a line.
 */
final class LogLineEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};
  private static final int LONGEST_VALUE = 8 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  /** How a line looks. */
  enum Format {
    TEXT,
    JSON
  }

  private final Format format;

  LogLineEncoder(Format format) {
    this.format = format;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, String> fields = fields(event);
    String line =
        switch (format) {
          case TEXT -> text(fields);
          case JSON -> json(fields);
        };
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> fields(ILoggingEvent event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("time", event.getInstant().toString());
    fields.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    fields.put("msg", shortened(event.getFormattedMessage()));
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> fields.put(pair.key, shortened(String.valueOf(pair.value))));
    }
    event.getMDCPropertyMap().forEach((key, value) -> fields.putIfAbsent(key, shortened(value)));
    String logger = event.getLoggerName();
    fields.putIfAbsent("logger", logger.substring(logger.lastIndexOf('.') + 1));
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      fields.put("error", shortened(ThrowableProxyUtil.asString(thrown)));
    }
    return fields;
  }

  private static String text(Map<String, String> fields) {
    StringBuilder line = new StringBuilder(160);
    fields.forEach(
        (key, value) -> {
          line.append(line.isEmpty() ? "" : " ").append(key).append('=');
          appendText(line, value);
        });
    return line.toString();
  }

  private static void appendText(StringBuilder line, String value) {
    if (!value.isEmpty() && value.chars().allMatch(LogLineEncoder::isPlain)) {
      line.append(value);
      return;
    }
    line.append('"');
    value
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> line.append("\\\"");
                case '\\' -> line.append("\\\\");
                case '\n' -> line.append("\\n");
                case '\t' -> line.append("\\t");
                default -> {
                  if (Character.isISOControl(c)) {
                    line.append(String.format(Locale.ROOT, "\\u%04x", c));
                  } else {
                    line.append((char) c);
                  }
                }
              }
            });
    line.append('"');
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 127 && c != '"' && c != '=' && c != '\\';
  }

  private static String json(Map<String, String> fields) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
