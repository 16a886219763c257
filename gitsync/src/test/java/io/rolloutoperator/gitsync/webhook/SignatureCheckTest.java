package io.rolloutoperator.gitsync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.gitsync.webhook.SignatureCheck.Verdict.Genuine;
import io.rolloutoperator.gitsync.webhook.SignatureCheck.Verdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures as the services compute them, and everything that is none. */
class SignatureCheckTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  /** Headers written {@code name: value; name: value}. */
  private static RequestHeaders headers(String text) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String header : text.isEmpty() ? new String[0] : text.split("; ", -1)) {
      String[] parts = header.split(": ", 2);
      headers.merge(parts[0], List.of(parts[1]), (a, b) -> List.of(a.getFirst(), b.getFirst()));
    }
    return RequestHeaders.of(headers);
  }

  private static SignatureCheck.Verdict check(
      String type, String token, String body, String headers) {
    WebhookToken shared = WebhookToken.of(token.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    return SignatureCheck.of(WebhookType.named(type).orElseThrow())
        .check(shared, headers(headers), body.getBytes(StandardCharsets.UTF_8), NOW);
  }

  /**
   * The first row is the example of GitHub's documentation; those of Gitea and of the generic type
   * were computed by {@code printf BODY | openssl dgst -sha256 -hmac TOKEN}.
   */
  @ParameterizedTest(name = "{0} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "github | It's a Secret to Everybody | Hello, World! | x-hub-signature-256: sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17",
        "gitea | 3gEsCfjlV2ugRwgpU#w1*WaW*wa4NXgGmpCfkbG3 | {\"ref\":\"refs/heads/main\",\"after\":\"bffeb74224043ba2feb48d137756c8a9331c449a\"} | X-Gitea-Signature: f8709f6c7a88631e33cbdc577320b31d25c9705a2cc0857caee92c8788920bf3",
        "gitlab | glwh-1234 | {} | X-Gitlab-Token: glwh-1234",
        "generic-hmac | correct-horse-battery-staple | {\"ref\":\"refs/heads/main\"} | X-Timestamp: 1700000000; X-Signature: sha256=3a030aaaf36af0125ed73577480345b2ab3d0e8710a8b87b5b08cb7beb45f346",
      })
  void whatTheServiceSignedIsGenuine(String type, String token, String body, String headers) {
    assertThat(check(type, token, body, headers)).isInstanceOf(Genuine.class);
  }

  @ParameterizedTest(name = "{0} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "github | other token | Hello, World! | X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "github | It's a Secret to Everybody | Hello, World? | X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: sha256=zz7107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: sha256=",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature: sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59",
        "github | It's a Secret to Everybody | Hello, World! | X-Gitea-Signature: 757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "github | It's a Secret to Everybody | Hello, World! | X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17; X-Hub-Signature-256: sha256=00",
        "github | It's a Secret to Everybody | Hello, World! | ``",
        "gitea | It's a Secret to Everybody | Hello, World! | X-Gitea-Signature: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "gitea | It's a Secret to Everybody | Hello, World! | ``",
        "gitlab | glwh-1234 | {} | X-Gitlab-Token: glwh-1235",
        "gitlab | glwh-1234 | {} | X-Gitlab-Token: glwh-123",
        "gitlab | glwh-1234 | {} | X-Gitlab-Token: glwh-12345",
        "gitlab | glwh-1234 | {} | ``",
        "generic-hmac | correct-horse-battery-staple | {\"ref\":\"refs/heads/main\"} | X-Signature: sha256=3a030aaaf36af0125ed73577480345b2ab3d0e8710a8b87b5b08cb7beb45f346",
        "generic-hmac | correct-horse-battery-staple | {\"ref\":\"refs/heads/main\"} | X-Timestamp: 1700000000",
        "generic-hmac | correct-horse-battery-staple | {\"ref\":\"refs/heads/main\"} | X-Timestamp: 1700000001; X-Signature: sha256=3a030aaaf36af0125ed73577480345b2ab3d0e8710a8b87b5b08cb7beb45f346",
        "generic-hmac | correct-horse-battery-staple | {\"ref\":\"refs/heads/main\"} | X-Timestamp: +1700000000; X-Signature: sha256=3a030aaaf36af0125ed73577480345b2ab3d0e8710a8b87b5b08cb7beb45f346",
        "generic-hmac | correct-horse-battery-staple | {\"ref\":\"refs/heads/main\"} | X-Timestamp: 99999999999999999999; X-Signature: sha256=3a030aaaf36af0125ed73577480345b2ab3d0e8710a8b87b5b08cb7beb45f346",
        "generic-hmac | correct-horse-battery-staple | {\"ref\":\"refs/heads/main\"} | X-Timestamp: 2023-11-14T22:13:20Z; X-Signature: sha256=3a030aaaf36af0125ed73577480345b2ab3d0e8710a8b87b5b08cb7beb45f346",
      })
  void anythingElseIsRefusedWithoutAWordOfTheToken(
      String type, String token, String body, String headers) {
    assertThat(check(type, token, body, headers))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.why()).startsWith("X-").doesNotContain(token));
  }
}
