package io.rolloutoperator.notify.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rolloutoperator.notify.GoldenFile;
import io.rolloutoperator.notify.config.ServiceDefinition;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every service's requests, from its configuration and a template: files in {@code services}. */
class ServicePayloadTest {

  static Stream<String> files() {
    return ServiceCase.all().map(ServiceCase::file).distinct();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aServiceIsSentItsDocumentedFormat(String file) {
    String texts =
        ServiceCase.all()
            .filter(each -> each.file().equals(file))
            .map(each -> "# " + each.name() + "\n" + sent(each))
            .collect(Collectors.joining("\n"));
    GoldenFile.check("services/" + file + ".golden", texts);
  }

  private static String sent(ServiceCase each) {
    return switch (Services.of(each.definition())) {
      case Services.Reading.Refused(String reason) -> "refused: " + reason + "\n";
      case Services.Reading.Usable(NotificationService usable) ->
          text(usable.prepare(each.occasion()));
    };
  }

  private static String text(Prepared prepared) {
    return switch (prepared) {
      case Prepared.Refused(String reason) -> "refused: " + reason + "\n";
      case Prepared.Letter(Mail mail) -> mail + "\n";
      case Prepared.Calls(List<ServiceRequest> requests, boolean toReplicas) -> {
        StringBuilder text = new StringBuilder(toReplicas ? "to replicas\n" : "");
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
    assertThat(Services.of(new ServiceDefinition(type, "x", ServiceCase.yaml("{}"))))
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
