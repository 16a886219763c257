package io.rolloutoperator.kubectl.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rolloutoperator.kubectl.cli.Version;

/** {@code GET api/session}: what the page must know before all else. */
final class SessionEndpoint implements Endpoint {

  private final Settings settings;
  private final Keys keys;

  SessionEndpoint(Settings settings, Keys keys) {
    this.settings = settings;
    this.keys = keys;
  }

  @Override
  public Answer answer(Call call, String body) {
    return Answer.json(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("csrfToken", keys.csrf())
            .put("readOnly", settings.readOnly())
            .put("namespace", settings.namespace())
            .put("context", settings.context())
            .put("version", Version.number()));
  }
}
