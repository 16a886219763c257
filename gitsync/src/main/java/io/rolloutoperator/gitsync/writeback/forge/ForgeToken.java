package io.rolloutoperator.gitsync.writeback.forge;

import java.util.Map;
import java.util.Optional;

/** What proves to a forge's API who we are. Never shown. */
public final class ForgeToken {

  private static final int SHORTEST_HIDDEN = 4;

  private final String value;

  public ForgeToken(String value) {
    this.value = value;
  }

  /**
   * The token of a credential for Git.
   *
   * @param credential keys of the Secret: {@code bearerToken}, or {@code username} and {@code
   *     password} whose password is a token; the password beside an {@code identity} is that of an
   *     SSH key
   */
  public static Optional<ForgeToken> of(Map<String, String> credential) {
    String bearer = credential.getOrDefault("bearerToken", "").strip();
    String password = credential.getOrDefault("password", "").strip();
    if (!bearer.isEmpty()) {
      return Optional.of(new ForgeToken(bearer));
    }
    return password.isEmpty() || credential.containsKey("identity")
        ? Optional.empty()
        : Optional.of(new ForgeToken(password));
  }

  /** For the header of a request. */
  String value() {
    return value;
  }

  /** The text with stars instead of this token. */
  String hiddenIn(String text) {
    return value.length() < SHORTEST_HIDDEN ? text : text.replace(value, "***");
  }

  @Override
  public String toString() {
    return "***";
  }
}
