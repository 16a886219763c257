package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import java.util.stream.Collectors;

/** What a receiver gets, as the pages of the documentation show it. */
final class SentText {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final ObjectWriter WRITER =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private SentText() {}

  static String of(Prepared prepared) {
    return switch (prepared) {
      case Prepared.Refused(String reason) -> "refused: " + reason + "\n";
      case Prepared.Letter(Mail mail) -> letter(mail);
      case Prepared.Calls(List<ServiceRequest> requests, boolean _) ->
          requests.stream().map(SentText::request).collect(Collectors.joining("\n"));
    };
  }

  private static String letter(Mail mail) {
    return """
    %s, %s
    From: %s
    To: %s
    Subject: %s
    Message-ID: <%s@rollout-operator.io>

    %s
    """
        .formatted(
            mail.server(),
            mail.server().security() == Mail.Security.TLS ? "TLS" : "STARTTLS",
            mail.from(),
            mail.to(),
            mail.subject(),
            mail.key(),
            mail.body());
  }

  private static String request(ServiceRequest request) {
    StringBuilder text = new StringBuilder(request.method() + " " + request.url() + "\n");
    request
        .headers()
        .forEach(h -> text.append(h.name()).append(": ").append(h.value()).append('\n'));
    return text + "\n" + pretty(request.body()) + "\n";
  }

  private static String pretty(String body) {
    try {
      return WRITER.writeValueAsString(MAPPER.readTree(body));
    } catch (JsonProcessingException _) {
      return body;
    }
  }
}
