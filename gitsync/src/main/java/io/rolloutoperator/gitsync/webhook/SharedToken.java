package io.rolloutoperator.gitsync.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The token itself in a header, as GitLab sends it. Who has seen one delivery can make others; so
 * the ids that GitLab gives to a delivery are taken at their word, to tell two with one body apart.
 */
record SharedToken() implements SignatureCheck {
  private static final String TOKEN = "X-Gitlab-Token";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String EVENT_ID = "X-Gitlab-Event-UUID";

  @Override
  public Verdict check(WebhookToken token, RequestHeaders headers, byte[] body, Instant now) {
    byte[] presented = headers.only(TOKEN).orElse("").getBytes(StandardCharsets.UTF_8);
    if (!token.isSameAs(presented)) {
      return new Verdict.Refused(TOKEN + " is missing or not the token");
    }
    String id = headers.only(IDEMPOTENCY_KEY).or(() -> headers.only(EVENT_ID)).orElse("");
    byte[] delivery = Sha256.digest((id + "\n").getBytes(StandardCharsets.UTF_8), body);
    return new Verdict.Genuine(HexFormat.of().formatHex(delivery), now.plus(DeliveryMemory.SPAN));
  }
}
