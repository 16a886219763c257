package io.rolloutoperator.gitsync.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * For senders of one's own: {@code X-Signature: sha256=} and the HMAC-SHA-256 of the time, a dot
 * and the body, with the time in {@code X-Timestamp} as seconds since 1970. The time is signed with
 * the body, since one that anybody can change would let an old delivery in again.
 */
record TimedSignature() implements SignatureCheck {
  private static final String SIGNATURE = "X-Signature";
  private static final String PREFIX = "sha256=";
  private static final String TIMESTAMP = "X-Timestamp";

  /** How far the sender's clock and the way here may be off, to either side. */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** Enough for the next 30,000 years, and less than what a number here can hold. */
  private static final int LONGEST_TIMESTAMP = 12;

  @Override
  public Verdict check(WebhookToken token, RequestHeaders headers, byte[] body, Instant now) {
    Optional<String> sent = headers.only(TIMESTAMP).filter(TimedSignature::isNumber);
    if (sent.isEmpty()) {
      return new Verdict.Refused(TIMESTAMP + " is missing or not in seconds since 1970");
    }
    byte[] time = (sent.get() + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] mac = token.hmac(time, body);
    if (!PresentedMac.matches(headers.only(SIGNATURE), PREFIX, mac)) {
      return new Verdict.Refused(
          SIGNATURE + " is missing or does not fit the time, the body and the token");
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(sent.get()));
    if (Duration.between(at, now).abs().compareTo(WINDOW) > 0) {
      return new Verdict.Refused(TIMESTAMP + " is more than 5 minutes away");
    }
    // A time ahead of ours stays good for longer, so its delivery is known for longer.
    Instant last = at.isAfter(now) ? at : now;
    return new Verdict.Genuine(HexFormat.of().formatHex(mac), last.plus(DeliveryMemory.SPAN));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_TIMESTAMP
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
