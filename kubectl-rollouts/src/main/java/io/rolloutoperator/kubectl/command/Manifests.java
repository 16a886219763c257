package io.rolloutoperator.kubectl.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.cli.Session;
import io.rolloutoperator.kubectl.config.ReadProblem;
import io.rolloutoperator.kubectl.json.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Objects of a file of YAML or JSON; {@code -} is standard input. */
final class Manifests {

  private Manifests() {}

  static List<JsonNode> read(Session session, String file) throws CommandFailure {
    try {
      String text =
          file.equals("-")
              ? new String(session.around().in().readAllBytes(), StandardCharsets.UTF_8)
              : Files.readString(Path.of(file));
      List<JsonNode> documents = Yaml.documents(text);
      if (documents.isEmpty()) {
        throw new CommandFailure(file + " has no object");
      }
      return documents;
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be read: %s".formatted(file, ReadProblem.text(e)), e);
    }
  }
}
