package io.rolloutoperator.notify.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.notify.GoldenFile;
import io.rolloutoperator.notify.config.ConfigReader;
import io.rolloutoperator.notify.config.NotificationConfig;
import io.rolloutoperator.notify.config.ServiceDefinition;
import io.rolloutoperator.notify.config.YamlTree;
import io.rolloutoperator.notify.message.Message;
import io.rolloutoperator.notify.message.MessageComposer;
import io.rolloutoperator.notify.message.MessageComposer.Composition;
import io.rolloutoperator.notify.service.Occasion.Subject;
import io.rolloutoperator.notify.service.Occasion.ThreadReference;
import io.rolloutoperator.notify.subscription.Destination;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every service's requests, from its configuration and a template: files in {@code services}. */
class ServicePayloadTest {

  private static final Instant NOW = Instant.parse("2026-03-04T15:04:05Z");

  /** One service with its cases, of {@code services.yaml}. */
  record Service(String file, JsonNode tree) {
    @Override
    public String toString() {
      return file;
    }
  }

  private static JsonNode yaml(String text) {
    return switch (YamlTree.read(text)) {
      case YamlTree.Reading.Read(JsonNode tree) -> tree;
      case YamlTree.Reading.Unreadable(String message) ->
          throw new IllegalArgumentException(message);
    };
  }

  static Stream<Service> services() {
    return yaml(GoldenFile.read("services.yaml")).properties().stream()
        .map(entry -> new Service(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("services")
  void aServiceIsSentItsDocumentedFormat(Service service) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : service.tree().path("cases")) {
      texts.add("# " + each.path("name").asText() + "\n" + sent(service.tree(), each));
    }
    GoldenFile.check("services/" + service.file() + ".golden", String.join("\n", texts));
  }

  private static String sent(JsonNode service, JsonNode each) {
    NotificationConfig config =
        ConfigReader.read(
            Map.of(
                "service." + service.path("type").asText(),
                service.path("options").toString(),
                "template.t",
                each.path("template").toString()),
            Map.of("token", "s3cr3t"));
    ServiceDefinition definition = config.services().values().iterator().next();
    return switch (Services.of(definition)) {
      case Services.Reading.Refused(String reason) -> "refused: " + reason + "\n";
      case Services.Reading.Usable(NotificationService usable) ->
          text(usable.prepare(occasion(config, definition.name(), each)));
    };
  }

  private static Occasion occasion(NotificationConfig config, String service, JsonNode each) {
    Map<String, Value> variables = Map.of("name", Value.of("shop"));
    Composition composition = new MessageComposer(config).compose(List.of("t"), variables, NOW);
    Optional<ThreadReference> thread =
        each.has("thread")
            ? Optional.of(new ThreadReference("C42", each.path("thread").asText()))
            : Optional.empty();
    Message message =
        composition instanceof Composition.Composed(Message composed) ? composed : Message.of("?");
    return new Occasion(
        message,
        new Destination(service, each.path("to").asText()),
        new Subject("prod", "shop"),
        "on-rollout-aborted",
        "k-1",
        NOW,
        thread);
  }

  private static String text(Prepared prepared) {
    return switch (prepared) {
      case Prepared.Refused(String reason) -> "refused: " + reason + "\n";
      case Prepared.Letter(Mail mail) -> mail + "\n";
      case Prepared.Calls(List<ServiceRequest> requests, boolean oneIsEnough) -> {
        StringBuilder text = new StringBuilder(oneIsEnough ? "one is enough\n" : "");
        requests.forEach(request -> text.append(text(request)));
        yield text.toString();
      }
    };
  }

  private static String text(ServiceRequest request) {
    StringBuilder text = new StringBuilder(request.method() + " " + request.url() + "\n");
    request
        .headers()
        .forEach(h -> text.append(h.name()).append(": ").append(h.value()).append('\n'));
    request.app().ifPresent(app -> text.append("with the token of ").append(app).append('\n'));
    text.append("received by ").append(request.rule()).append("\n\n");
    return text.append(pretty(request.body())).append('\n').toString();
  }

  private static String pretty(String body) {
    try {
      return body.startsWith("{") || body.startsWith("[")
          ? new ObjectMapper().readTree(body).toPrettyString()
          : body;
    } catch (IOException _) {
      return body;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "rocketchat", "nosuch"})
  void aTypeThatThereIsNotIsNamed(String type) {
    assertThat(Services.of(new ServiceDefinition(type, "x", yaml("{}"))))
        .isEqualTo(new Services.Reading.Refused("service type '" + type + "' is not supported"));
  }

  @Test
  void noCredentialIsInAnyText() {
    ServiceRequest request =
        ServiceRequest.post("https://example.com/s3cr3t", "{}").with("Authorization", "s3cr3t");
    Mail.Server server =
        new Mail.Server("mail.example.com", 587, Mail.Security.TLS, "user", "s3cr3t");

    assertThat(request + " " + server).doesNotContain("s3cr3t");
  }
}
