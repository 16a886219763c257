package io.rolloutoperator.gitsync.signing;

import io.rolloutoperator.gitsync.unit.WriteBack.SigningKey.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Keys of folder {@code signing}, made by GnuPG 2.2 with the clock at 2026-01-01: for tests only.
 */
final class SigningKeys {

  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private SigningKeys() {}

  static String gpg(String name) {
    try (InputStream in = SigningKeys.class.getResourceAsStream("/signing/" + name + ".asc")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CommitSigner signer(Kind kind, Map<String, String> data) {
    return new SigningKeyReader("shop/signing", data).signer(kind, NOW);
  }
}
