package io.rolloutoperator.api.analysis;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.util.List;

/** OAuth 2 client credentials. */
public record OAuth2Config(
    @Field("Address that gives tokens.") String tokenUrl,
    @Field("Client id.") String clientId,
    @Field("Client secret.") String clientSecret,
    @Field("Scopes to ask for.") List<String> scopes) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public OAuth2Config {
    tokenUrl = Absent.text(tokenUrl);
    clientId = Absent.text(clientId);
    clientSecret = Absent.text(clientSecret);
    scopes = Absent.list(scopes);
  }
}
