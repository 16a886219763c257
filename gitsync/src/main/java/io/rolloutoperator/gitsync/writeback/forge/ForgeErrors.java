package io.rolloutoperator.gitsync.writeback.forge;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.api.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Says in one line why a forge did not do what it was asked for. */
final class ForgeErrors {

  private static final int LONGEST = 256;

  private ForgeErrors() {}

  /**
   * For people.
   *
   * @param repository its full name
   * @param hiding takes secrets out of what the server said, before it is made shorter
   */
  static String message(
      ForgeAnswer.Answered answer, String repository, UnaryOperator<String> hiding) {
    String host = answer.host();
    String line = OneLine.clean(hiding.apply(said(answer)), LONGEST);
    String said = line.isEmpty() ? "" : ": " + line;
    if (isRateLimit(answer)) {
      return "rate limit of " + host + " reached" + said;
    }
    return switch (answer.status()) {
      case 401 -> host + " does not accept the token of the write credential" + said;
      case 403 ->
          "the token of the write credential may not open requests in "
              + repository
              + " on "
              + host
              + said;
      case 404 -> repository + " not found on " + host + ", or hidden from the token" + said;
      default -> other(answer, said);
    };
  }

  /**
   * GitHub uses both, and tells one 403 from the other by its headers, or, of a secondary limit, by
   * its words only.
   */
  static boolean isRateLimit(ForgeAnswer.Answered answer) {
    return answer.status() == 429
        || (answer.status() == 403
            && (answer.notBefore().isPresent() || says(answer, "rate limit")));
  }

  private static String other(ForgeAnswer.Answered answer, String said) {
    return switch (answer.status() / 100) {
      case 2 -> answer.host() + " answered without JSON; check spec.writeBack.apiURL";
      case 3 ->
          answer.host()
              + " answered with a redirect ("
              + answer.status()
              + "), which is not followed; check spec.writeBack.apiURL";
      default -> answer.host() + " answered " + answer.status() + said;
    };
  }

  /** {@code Validation Failed, No commits between main and x}, or nothing. */
  private static String said(ForgeAnswer.Answered answer) {
    List<String> texts = new ArrayList<>();
    collect(answer.body().path("message"), "", texts);
    collect(answer.body().path("error"), "", texts);
    answer.body().path("errors").forEach(error -> texts.addAll(reasons(error)));
    return String.join(", ", texts);
  }

  /** What a text says, or an object with words or with a field and a code. */
  private static List<String> reasons(JsonNode error) {
    List<String> texts = new ArrayList<>();
    collect(error.isObject() ? error.path("message") : error, "", texts);
    if (texts.isEmpty() && error.path("field").isTextual()) {
      texts.add(error.path("field").asText() + ": " + error.path("code").asText());
    }
    return texts;
  }

  /** GitLab answers with a text, a list, or an object: of lists, whose names are fields'. */
  private static void collect(JsonNode node, String field, List<String> texts) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  collect(
                      entry.getValue(),
                      entry.getValue().isArray() ? entry.getKey() + " " : "",
                      texts));
    } else if (node.isArray()) {
      node.forEach(child -> collect(child, field, texts));
    } else if (node.isTextual()) {
      texts.add(field + node.asText());
    }
  }

  /** Whether the server's words contain this, letter case aside. */
  static boolean says(ForgeAnswer.Answered answer, String text) {
    return said(answer).toLowerCase(Locale.ROOT).contains(text);
  }
}
