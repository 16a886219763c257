package io.rolloutoperator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.testkit.cluster.Api;
import io.rolloutoperator.testkit.cluster.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as Argo Rollouts' plugin sends it. In a file it is a line with method and target, a
 * line for each header, the body behind an empty line, and the status of the answer behind an
 * arrow.
 *
 * @param body as it is, or {@link #READ} and what is changed in it; "" for none
 * @param answer the status that the plugin reckons with
 */
record RecordedRequest(
    String method, String target, Map<String, String> headers, String body, int answer) {

  private static final Path FOLDER = Path.of("src/test/resources/upstream-plugin");
  private static final String READ = "the object that was read, with\n";
  private static final String ANSWER = "-> ";

  /**
   * Reads the requests of one command.
   *
   * @param file below the folder of all, without its ending
   * @param words that stand for others in the file; the first one is replaced first
   */
  static List<RecordedRequest> of(String file, Map<String, String> words) {
    List<RecordedRequest> requests = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : text(file, words).lines().skip(1).toList()) {
      if (line.startsWith(ANSWER)) {
        requests.add(parsed(lines, Integer.parseInt(line.substring(ANSWER.length()))));
        lines.clear();
      } else if (!lines.isEmpty() || !line.isEmpty()) {
        lines.add(line);
      }
    }
    return requests;
  }

  private static String text(String file, Map<String, String> words) {
    try {
      String text = Files.readString(FOLDER.resolve(file + ".http"));
      for (var word : words.entrySet()) {
        text = text.replace(word.getKey(), word.getValue());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedRequest parsed(List<String> lines, int answer) {
    String[] start = lines.getFirst().split(" ", 2);
    int end = lines.indexOf("");
    List<String> head = lines.subList(1, end < 0 ? lines.size() : end);
    Map<String, String> headers = new LinkedHashMap<>();
    head.forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
    String body = end < 0 ? "" : String.join("\n", lines.subList(end + 1, lines.size()));
    return new RecordedRequest(start[0], start[1], headers, body, answer);
  }

  /** Sends requests in their order; each must be answered as the plugin reckons. */
  static void replay(List<RecordedRequest> requests, Api api) throws IOException {
    JsonNode read = MissingNode.getInstance();
    for (RecordedRequest request : requests) {
      Api.Response response =
          api.replay(request.method, request.target, request.headers, request.body(read));
      assertThat(response.status())
          .as("%s %s: %s", request.method, request.target, response.body())
          .isEqualTo(request.answer);
      read = response.body();
    }
  }

  /** The body, made of the answer before where the plugin sends that one changed. */
  private String body(JsonNode read) {
    if (!body.startsWith(READ)) {
      return body;
    }
    ObjectNode changed = read.deepCopy();
    body.substring(READ.length()).lines().forEach(line -> change(changed, line));
    return Json.write(changed);
  }

  /** {@code /pointer = VALUE} or {@code /pointer removed}. */
  private static void change(ObjectNode object, String line) {
    String[] words = line.split(" ", 3);
    JsonPointer pointer = JsonPointer.compile(words[0]);
    ObjectNode parent = (ObjectNode) object.at(pointer.head());
    String field = pointer.last().getMatchingProperty();
    if (words[1].equals("removed")) {
      parent.remove(field);
    } else {
      parent.set(field, Json.parse(words[2]));
    }
  }
}
