package io.rolloutoperator.gitsync.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Whether a body is JSON. It is read through once and nothing of it is kept: what it says is not
 * trusted anyway.
 */
final class JsonBody {
  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxStringLength(WebhookDecision.LONGEST_BODY)
                  .maxDocumentLength(WebhookDecision.LONGEST_BODY)
                  .build())
          .build();

  private JsonBody() {}

  /** True for one value, at most 100 deep, and nothing after it. */
  static boolean isValue(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
