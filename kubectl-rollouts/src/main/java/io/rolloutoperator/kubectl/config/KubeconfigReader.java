package io.rolloutoperator.kubectl.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.kubectl.cli.CommandFailure;
import io.rolloutoperator.kubectl.json.Yaml;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds and reads kubeconfig files in kubectl's order: {@code --kubeconfig}, the list in {@code
 * KUBECONFIG}, {@code ~/.kube/config}.
 */
public final class KubeconfigReader {

  private final Path home;
  private final Optional<String> variable;

  /**
   * A reader.
   *
   * @param home the user's home folder
   * @param variable {@code KUBECONFIG}
   */
  public KubeconfigReader(Path home, Optional<String> variable) {
    this.home = home;
    this.variable = variable;
  }

  /**
   * Reads the file that a flag names, which must exist, or those that are found, which need not.
   *
   * @throws CommandFailure if a file cannot be read or understood
   */
  public Kubeconfig read(Optional<String> flag) throws CommandFailure {
    if (flag.isPresent()) {
      Path file = Path.of(flag.get());
      return file(file)
          .orElseThrow(() -> new CommandFailure("kubeconfig " + file + " does not exist"));
    }
    List<Kubeconfig> files = new ArrayList<>();
    for (Path candidate : candidates()) {
      file(candidate).ifPresent(files::add);
    }
    return Kubeconfig.merged(files);
  }

  /** Where kubeconfig files are looked for, as a message names it. */
  public String places() {
    return variable
        .filter(list -> !list.isEmpty())
        .map(list -> "KUBECONFIG=" + list)
        .orElse(home.resolve(".kube").resolve("config").toString());
  }

  private List<Path> candidates() {
    return variable
        .filter(list -> !list.isEmpty())
        .map(
            list ->
                Arrays.stream(list.split(File.pathSeparator, -1))
                    .filter(part -> !part.isEmpty())
                    .map(Path::of)
                    .toList())
        .orElse(List.of(home.resolve(".kube").resolve("config")));
  }

  private static Optional<Kubeconfig> file(Path file) throws CommandFailure {
    try {
      List<JsonNode> documents = Yaml.documents(Files.readString(file));
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
      return Optional.of(
          documents.isEmpty() ? Kubeconfig.EMPTY : Kubeconfig.of(documents.getFirst(), folder));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new CommandFailure("kubeconfig " + file + " cannot be read: " + ReadProblem.text(e), e);
    }
  }
}
