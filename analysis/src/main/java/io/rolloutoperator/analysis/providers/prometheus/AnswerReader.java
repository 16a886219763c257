package io.rolloutoperator.analysis.providers.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.analysis.expression.Value;
import io.rolloutoperator.analysis.providers.ProviderAnswer;
import io.rolloutoperator.analysis.providers.http.BoundedJson;
import io.rolloutoperator.analysis.providers.http.HttpAnswer;
import io.rolloutoperator.analysis.providers.http.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads what Prometheus answered. Anything unusual is an error: a metric that cannot be read must
 * never count as good. Errors have the form {@code kind: message} of Prometheus' own client
 * library, which users' alerts look for.
 */
final class AnswerReader {

  private static final int MOST_SAMPLES = 10_000;
  private static final int UNPROCESSABLE = 422;
  private static final int BAD_REQUEST = 400;

  private final Question question;

  AnswerReader(Question question) {
    this.question = question;
  }

  ProviderAnswer read(HttpAnswer.Answered answer) {
    int status = answer.status();
    boolean explains = status == BAD_REQUEST || status == UNPROCESSABLE;
    if (!answer.isSuccess() && !explains) {
      return new ProviderAnswer.Failure(
          switch (status / 100) {
            case 4 -> "client_error: client error: " + status;
            case 5 -> "server_error: server error: " + status;
            default -> "bad_response: bad response code " + status;
          });
    }
    return notAnObject(answer.body())
        .orElseGet(
            () ->
                switch (BoundedJson.parse(answer.body())) {
                  case BoundedJson.Parsed.Broken(String problem) -> badResponse(problem);
                  case BoundedJson.Parsed.Tree(JsonNode root) -> envelope(root, explains);
                });
  }

  /**
   * An HTML page of a proxy or login, most often. The words are those of the reference client's
   * JSON reader.
   */
  private static Optional<ProviderAnswer> notAnObject(String body) {
    int at = 0;
    while (at < body.length() && Character.isWhitespace(body.charAt(at))) {
      at++;
    }
    if (at == body.length() || body.charAt(at) == '{' || body.charAt(at) == 'n') {
      return Optional.empty();
    }
    int head = at + 1;
    int start = Math.max(0, head - 10);
    String near = body.substring(start, Math.min(body.length(), head + 10));
    String far = body.substring(Math.max(0, head - 50), Math.min(body.length(), head + 50));
    String message =
        "readObjectStart: expect { or n, but found %s, error found in #%d byte of ...|%s|..., bigger context ...|%s|..."
            .formatted(body.charAt(at), head - start, near, far);
    return Optional.of(badResponse(Text.line(message)));
  }

  private ProviderAnswer envelope(JsonNode root, boolean explains) {
    String status = root.path("status").asText("");
    if (status.equals("error")) {
      String type = Text.line(root.path("errorType").asText("unknown"), 64);
      return new ProviderAnswer.Failure(type + ": " + Text.line(root.path("error").asText("")));
    }
    if (explains) {
      return badResponse("inconsistent body for response code");
    }
    if (!status.equals("success")) {
      return badResponse("no status success or error in the answer");
    }
    return data(root.path("data"), warnings(root.path("warnings")));
  }

  private ProviderAnswer data(JsonNode data, Map<String, String> warnings) {
    String type = data.path("resultType").asText("");
    JsonNode result = data.path("result");
    List<JsonNode> points = new ArrayList<>();
    switch (type) {
      case "scalar" -> points.add(result);
      case "vector" -> {
        if (!result.isArray()) {
          return badResponse("the vector is no list");
        }
        result.forEach(series -> points.add(series.path("value")));
      }
      case "matrix" -> {
        if (question instanceof Question.InstantQuery) {
          return new ProviderAnswer.Failure(
              "the query gives a range of values: use rangeQuery, or a function over the range");
        }
        if (!result.isArray()) {
          return badResponse("the matrix is no list");
        }
        for (JsonNode series : result) {
          if (!series.path("values").isArray()) {
            return badResponse("a series has no list of values");
          }
          series.path("values").forEach(points::add);
        }
      }
      default -> {
        return new ProviderAnswer.Failure("Prometheus metric type not supported");
      }
    }
    return samples(type, points, warnings);
  }

  private static ProviderAnswer samples(
      String type, List<JsonNode> points, Map<String, String> warnings) {
    if (points.size() > MOST_SAMPLES) {
      return new ProviderAnswer.Failure(
          "the query gives more than " + MOST_SAMPLES + " samples: aggregate it");
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode point : points) {
      Optional<Double> number = number(point);
      if (number.isEmpty()) {
        return badResponse("a sample is no number");
      }
      numbers.add(number.get());
    }
    if (type.equals("scalar")) {
      double number = numbers.getFirst();
      return new ProviderAnswer.Data(Value.of(number), GoFloat.format(number), warnings);
    }
    String text = numbers.stream().map(GoFloat::format).collect(Collectors.joining(",", "[", "]"));
    return new ProviderAnswer.Data(Value.ofNumbers(numbers), text, warnings);
  }

  /** A point is a time and a number as text. */
  private static Optional<Double> number(JsonNode point) {
    boolean wellFormed =
        point.isArray() && point.size() == 2 && point.get(0).isNumber() && point.get(1).isTextual();
    return wellFormed ? GoFloat.parse(point.get(1).textValue()) : Optional.empty();
  }

  private static Map<String, String> warnings(JsonNode warnings) {
    if (!warnings.isArray() || warnings.isEmpty()) {
      return Map.of();
    }
    return Map.of(
        "warnings",
        StreamSupport.stream(warnings.spliterator(), false)
            .map(warning -> "\"" + Text.line(warning.asText("")) + "\"")
            .collect(Collectors.joining(", ")));
  }

  private static ProviderAnswer badResponse(String problem) {
    return new ProviderAnswer.Failure("bad_response: " + problem);
  }
}
