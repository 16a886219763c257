package io.rolloutoperator.notify.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.subscription.Destination;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A text that is longer than a service takes is cut: a refused alert helps nobody. What would make
 * too many requests is refused.
 */
class ServiceLimitsTest {

  private static Prepared prepared(String type, String options, Message message) {
    if (!(Services.of(new ServiceDefinition(type, type, ServiceCase.yaml(options)))
        instanceof Services.Reading.Usable(NotificationService service))) {
      throw new IllegalArgumentException(options);
    }
    return service.prepare(
        new Occasion(
            message,
            new Destination(type, "ops"),
            new Subject("prod", "shop"),
            "on-rollout-aborted",
            "k-1",
            Instant.EPOCH,
            Optional.empty()));
  }

  private static String body(Prepared prepared) {
    return prepared instanceof Prepared.Calls(List<ServiceRequest> requests, boolean _)
        ? requests.getFirst().body()
        : prepared.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack | {token: x} | /text | 40000",
        "pagerdutyv2 | {serviceKeys: {ops: x}} | /payload/summary | 1024",
        "opsgenie | {apiKeys: {ops: x}} | /message | 130",
        "opsgenie | {apiKeys: {ops: x}} | /description | 15000",
        "mattermost | {apiURL: https://a.example, token: x} | /message | 16383",
        "discord | {webhooks: {ops: https://a.example}} | /content | 2000",
        "telegram | {token: x} | /text | 4096"
      })
  void atSoManyCharacters(String type, String options, String field, int most) throws IOException {
    String body = body(prepared(type, options, Message.of("x".repeat(60_000))));

    assertThat(new ObjectMapper().readTree(body).at(field).asText()).hasSize(most).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "teams-workflows | {recipientUrls: {ops: https://a.example}} | 28672",
        "googlechat | {webhooks: {ops: https://a.example}} | 32000"
      })
  void aWholeRequestAtSoManyBytes(String type, String options, int most) {
    String body = body(prepared(type, options, Message.of("€".repeat(60_000))));

    assertThat(Parts.bytes(body)).isBetween(most / 2, most);
  }

  @Test
  void ofTargetsThatAreAskedAtTheSameTimeSoMany() {
    assertThat(reading(16)).isInstanceOf(Services.Reading.Usable.class);
    assertThat(reading(17))
        .isEqualTo(new Services.Reading.Refused("service am: more than 16 targets"));
  }

  private static Services.Reading reading(int targets) {
    String options = "{targets: [%s]}".formatted("am:9093, ".repeat(targets));
    return Services.of(new ServiceDefinition("alertmanager", "am", ServiceCase.yaml(options)));
  }
}
