package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LogLineEncoderTest {
  private final Logger logger =
      new LoggerContext().getLogger("io.rolloutoperator.kube.PlanExecutor");

  private String line(
      LogLineEncoder.Format format,
      String message,
      @Nullable Throwable thrown,
      KeyValuePair... pairs) {
    LoggingEvent event = new LoggingEvent("", logger, Level.INFO, message, thrown, null);
    event.setInstant(Instant.parse("2026-03-01T12:00:00.5Z"));
    for (KeyValuePair pair : pairs) {
      event.addKeyValuePair(pair);
    }
    event.setMDCPropertyMap(java.util.Map.of());
    return new String(new LogLineEncoder(format).encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void aTextLineHasTheEventsFields() {
    assertThat(
            line(
                LogLineEncoder.Format.TEXT,
                "weight raised",
                null,
                new KeyValuePair("namespace", "ns"),
                new KeyValuePair("rollout", "web"),
                new KeyValuePair("pass", "web-17"),
                new KeyValuePair("reason", "step 2 of 5")))
        .isEqualTo(
            "time=2026-03-01T12:00:00.500Z level=info msg=\"weight raised\" namespace=ns rollout=web pass=web-17"
                + " reason=\"step 2 of 5\" logger=PlanExecutor\n");
  }

  @Test
  void aJsonLineHasTheEventsFields() throws IOException {
    JsonNode line =
        new ObjectMapper()
            .readTree(
                line(
                    LogLineEncoder.Format.JSON,
                    "weight raised",
                    null,
                    new KeyValuePair("rollout", "web")));

    assertThat(line.path("time").asText()).isEqualTo("2026-03-01T12:00:00.500Z");
    assertThat(line.path("level").asText()).isEqualTo("info");
    assertThat(line.path("msg").asText()).isEqualTo("weight raised");
    assertThat(line.path("rollout").asText()).isEqualTo("web");
    assertThat(line.path("logger").asText()).isEqualTo("PlanExecutor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\ntime=2026 level=error msg=forged",
        "x\r\nforged",
        "\u001b[31mred",
        "quote\" level=error",
        "back\\slash",
        "nul\u0000",
        "\u0085next",
        "a=b"
      })
  void noValueCanForgeALine(String value) throws IOException {
    String text = line(LogLineEncoder.Format.TEXT, value, null, new KeyValuePair("name", value));
    String json = line(LogLineEncoder.Format.JSON, value, null, new KeyValuePair("name", value));

    assertThat(text.lines()).hasSize(1);
    assertThat(text.strip().chars()).noneMatch(Character::isISOControl);
    assertThat(json.lines()).hasSize(1);
    assertThat(new ObjectMapper().readTree(json).path("name").asText()).isEqualTo(value);
  }

  @Test
  void aLongValueIsCut() {
    assertThat(line(LogLineEncoder.Format.TEXT, "x".repeat(100_000), null)).hasSizeLessThan(9_000);
  }

  @Test
  void anExceptionStaysOnItsLine() {
    String text = line(LogLineEncoder.Format.TEXT, "failed", new IllegalStateException("why"));

    assertThat(text.lines()).hasSize(1);
    assertThat(text).contains("IllegalStateException: why", "\\n");
  }
}
