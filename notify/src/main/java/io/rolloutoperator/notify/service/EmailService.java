package io.rolloutoperator.notify.service;

import com.fasterxml.jackson.databind.JsonNode;

/** E-mail by SMTP. */
record EmailService(Mail.Server server, String from, boolean html) implements NotificationService {

  private static final int TLS_PORT = 465;
  private static final int SUBMISSION_PORT = 587;
  private static final int LONGEST_SUBJECT = 200;

  static NotificationService of(Options options) {
    int port = options.number("port", SUBMISSION_PORT);
    Mail.Security security =
        port == TLS_PORT ? Mail.Security.TLS : Mail.Security.STARTTLS_IF_OFFERED;
    Mail.Server server =
        new Mail.Server(
            options.required("host"),
            port,
            security,
            options.text("username"),
            options.text("password"));
    return new EmailService(server, options.required("from"), options.flag("html"));
  }

  @Override
  public Prepared prepare(Occasion occasion) {
    String to = occasion.destination().recipient();
    if (!isAddress(to)) {
      return new Prepared.Refused("'" + to + "' is not an e-mail address");
    }
    JsonNode part = occasion.message().part("email");
    String subject = Parts.text(part, "subject", firstLine(occasion.message().text()));
    return new Prepared.Letter(
        new Mail(
            server,
            from,
            to,
            Parts.cut(firstLine(subject), LONGEST_SUBJECT),
            Parts.text(part, "body", occasion.message().text()),
            html,
            occasion.now(),
            occasion.key()));
  }

  /** One address; lists of them and line breaks, which could add headers, are none. */
  private static boolean isAddress(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.chars().noneMatch(c -> c <= ' ' || c == ',' || c == ';' || c == 0x7F);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
