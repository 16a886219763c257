package io.rolloutoperator.gitsync.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A delivery as a sender makes it, with code that shares nothing with the receiver's. */
record Sent(Map<String, String> headers, String body) {
  static final String EVENT_ID = "X-Gitlab-Event-UUID";

  static Sent by(WebhookType type, String token, String body, Instant at) {
    String time = Long.toString(at.getEpochSecond());
    Map<String, String> headers =
        switch (type) {
          case GITHUB ->
              Map.of(
                  "X-Hub-Signature-256",
                  "sha256=" + hmac(token, body),
                  "X-GitHub-Event",
                  "push",
                  "X-GitHub-Delivery",
                  "72d3162e-cc78-11e3-81ab-4c9367dc0958");
          case GITEA -> Map.of("X-Gitea-Signature", hmac(token, body), "X-Gitea-Event", "push");
          case GITLAB ->
              Map.of("X-Gitlab-Token", token, EVENT_ID, "13792a34-cac6-4fda-95a8-c58e00a3954e");
          case GENERIC_HMAC ->
              Map.of(
                  "X-Signature", "sha256=" + hmac(token, time + "." + body), "X-Timestamp", time);
        };
    return new Sent(headers, body);
  }

  Sent withHeader(String name, String value) {
    Map<String, String> changed = new TreeMap<>(headers);
    changed.put(name, value);
    return new Sent(changed, body);
  }

  Sent withBody(String other) {
    return new Sent(headers, other);
  }

  static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
