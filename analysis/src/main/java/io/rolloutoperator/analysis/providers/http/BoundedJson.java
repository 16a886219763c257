package io.rolloutoperator.analysis.providers.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of strangers: nested at most 100 deep, texts up to 1 MiB, numbers up to 100
 * characters.
 */
public final class BoundedJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(1024 * 1024)
                          .maxNumberLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BoundedJson() {}

  /** What came of reading. */
  public sealed interface Parsed {
    record Tree(JsonNode root) implements Parsed {}

    /**
     * No JSON, or too much of it.
     *
     * @param problem one line without the text that was read
     */
    record Broken(String problem) implements Parsed {}
  }

  /** Reads one document. */
  public static Parsed parse(String text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      return root == null || root.isMissingNode()
          ? new Parsed.Broken("empty answer")
          : new Parsed.Tree(root);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      return new Parsed.Broken(
          "invalid JSON" + where + ": " + Text.line(e.getOriginalMessage(), 120));
    }
  }
}
