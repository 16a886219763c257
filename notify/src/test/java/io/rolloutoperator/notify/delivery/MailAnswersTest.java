package io.rolloutoperator.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.notify.service.Mail;
import io.rolloutoperator.notify.service.Mail.Security;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of an e-mail by what the server says at which moment. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MailAnswersTest {

  /** An answer of "silence" is none at all. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "AUTH | 535 5.7.8 no | refused: 127.0.0.1 does not accept the account",
        "AUTH | 454 4.7.0 temporary authentication failure | failed: 127.0.0.1 cannot check the account now",
        "AUTH | 421 4.3.2 busy | failed: 127.0.0.1 cannot check the account now",
        "RCPT | 550 5.1.1 nobody | refused: 127.0.0.1 does not take the e-mail: 550",
        "RCPT | 450 4.2.1 greylisted | failed: no delivery to SERVER: it answered 450",
        ". | 451 4.3.0 later | failed: no delivery to SERVER: it answered 451",
        "RCPT | silence | failed: no delivery to SERVER: no answer within 2s",
        "QUIT | silence | taken",
        "QUIT | 421 4.3.2 going down | taken",
      })
  void anAnswerDecides(String command, String answer, String outcome) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(listener, command, answer));
      Mail.Server server =
          new Mail.Server(
              "127.0.0.1", listener.getLocalPort(), Security.STARTTLS_IF_OFFERED, "u", "p");

      Answer came =
          new MailSender((_, _) -> Optional.empty(), Duration.ofSeconds(2))
              .send(
                  new Mail(
                      server,
                      "a@example.com",
                      "b@example.com",
                      "s",
                      "b",
                      false,
                      Instant.EPOCH,
                      "k"));

      assertThat(words(came)).isEqualTo(outcome.replace("SERVER", server.toString()));
    }
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case Answer.Taken _ -> "taken";
      case Answer.Refused(String reason) -> "refused: " + reason;
      case Answer.Failed(String reason) -> "failed: " + reason;
      case Answer.Answered answered -> answered.toString();
    };
  }

  private static void serve(ServerSocket listener, String command, String answer) {
    try (Socket client = listener.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      OutputStream out = client.getOutputStream();
      say(out, "220 ready");
      boolean isData = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (isData && !line.equals(".")) {
          continue;
        }
        isData = line.startsWith("DATA");
        say(out, line.startsWith(command) ? answer : usual(line));
      }
    } catch (IOException _) {
      // The sender went away.
    }
  }

  private static String usual(String line) {
    if (line.startsWith("EHLO")) {
      return "250-h\r\n250 AUTH PLAIN";
    }
    if (line.startsWith("AUTH")) {
      return "235 welcome";
    }
    return line.startsWith("DATA") ? "354 go on" : "250 fine";
  }

  private static void say(OutputStream out, String answer) throws IOException {
    if (!answer.equals("silence")) {
      out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
  }
}
