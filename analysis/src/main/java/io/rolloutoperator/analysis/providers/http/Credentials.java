package io.rolloutoperator.analysis.providers.http;

import io.rolloutoperator.api.analysis.Authentication;
import io.rolloutoperator.api.analysis.BasicAuthConfig;
import io.rolloutoperator.api.analysis.OAuth2Config;
import io.rolloutoperator.api.analysis.Sigv4Config;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a metric logs in. The API's reference client writes the kinds that are not used as empty
 * objects.
 */
public sealed interface Credentials {

  record None() implements Credentials {}

  /** Has an {@code Authorization} header of its own. */
  record Basic(String username, String password) implements Credentials {
    /** The header's value. */
    public String header() {
      return okhttp3.Credentials.basic(username, password, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "Basic[*****]";
    }
  }

  /** Asks an OAuth 2 server for a token first. */
  record ClientCredentials(OAuth2Config config) implements Credentials {
    @Override
    public String toString() {
      return "ClientCredentials[" + config.tokenUrl() + "]";
    }
  }

  /**
   * Cannot be used.
   *
   * @param problem one line
   */
  record Unusable(String problem) implements Credentials {}

  /** Reads a metric's authentication. */
  static Credentials of(@Nullable Authentication authentication) {
    if (authentication == null) {
      return new None();
    }
    List<Credentials> given = new ArrayList<>();
    Sigv4Config sigv4 = authentication.sigv4();
    if (sigv4 != null && !(sigv4.region() + sigv4.profile() + sigv4.roleArn()).isEmpty()) {
      given.add(
          new Unusable(
              "authentication.sigv4 is not available in this controller: use basicAuth, oauth2 or headers"));
    }
    OAuth2Config oauth2 = authentication.oauth2();
    if (oauth2 != null && !(oauth2.tokenUrl() + oauth2.clientId()).isEmpty()) {
      given.add(new ClientCredentials(oauth2));
    }
    BasicAuthConfig basic = authentication.basicAuth();
    if (basic != null && !(basic.username() + basic.password()).isEmpty()) {
      given.add(new Basic(basic.username(), basic.password()));
    }
    return switch (given.size()) {
      case 0 -> new None();
      case 1 -> given.getFirst();
      default -> new Unusable("authentication has more than one of sigv4, oauth2 and basicAuth");
    };
  }
}
