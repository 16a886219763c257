package io.rolloutoperator.gitsync.webhook;

import java.time.Instant;
import java.util.HexFormat;

/**
 * The body's HMAC-SHA-256 in a header, as GitHub and Gitea send it. The signature covers no time
 * and no id: a copy is known again by the signature itself, whatever its other headers say.
 *
 * @param header that carries the hexadecimal digits
 * @param prefix before the digits
 */
record BodySignature(String header, String prefix) implements SignatureCheck {

  @Override
  public Verdict check(WebhookToken token, RequestHeaders headers, byte[] body, Instant now) {
    byte[] mac = token.hmac(body);
    return PresentedMac.matches(headers.only(header), prefix, mac)
        ? new Verdict.Genuine(HexFormat.of().formatHex(mac), now.plus(DeliveryMemory.SPAN))
        : new Verdict.Refused(header + " is missing or does not fit the body and the token");
  }
}
