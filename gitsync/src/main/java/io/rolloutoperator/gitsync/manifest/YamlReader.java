package io.rolloutoperator.gitsync.manifest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML and JSON as kubectl and kustomize understand it: {@code 0644} is a number, {@code yes}
 * is text, and a key stands once.
 *
 * <p>One reader serves one rendering: it counts the nodes of all files it reads. Not thread-safe.
 */
public final class YamlReader {

  /** Smaller windows make the engine copy a long scalar again and again. */
  private static final int LEAST_WINDOW = 1_024;

  private final YamlLimits limits;
  private NodeCount unit;

  /** With {@link YamlLimits#DEFAULT}. */
  public YamlReader() {
    this(YamlLimits.DEFAULT);
  }

  public YamlReader(YamlLimits limits) {
    this.limits = limits;
    this.unit = NodeCount.upTo(limits.unitNodes());
  }

  /**
   * Reads all documents of a file that are not empty.
   *
   * @param file path from the repository's root, for messages
   * @throws BuildException if the file is no valid YAML or goes beyond a limit
   */
  public List<YamlDocument> read(String file, byte[] bytes) {
    if (bytes.length > limits.bytes()) {
      throw BuildException.in(file, "file larger than " + ByteSize.text(limits.bytes()));
    }
    String text = Utf8.decode(file, bytes);
    try {
      return json(file, text).orElseGet(() -> yaml(file, text));
    } catch (StackOverflowError e) {
      throw BuildException.in(file, "nesting is too deep");
    }
  }

  /** Empty if it is not JSON; it may be YAML then. */
  private Optional<List<YamlDocument>> json(String file, String text) {
    if (!JsonText.looksLike(text)) {
      return Optional.empty();
    }
    Budget budget = new Budget(file, limits, unit);
    try {
      List<YamlDocument> documents = new JsonText(text, budget).documents();
      unit = budget.unit();
      return Optional.of(documents);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private List<YamlDocument> yaml(String file, String written) {
    SpacedText text = new SpacedText(written);
    while (true) {
      Budget budget = new Budget(file, limits, unit);
      try {
        List<YamlDocument> documents = new DocumentParser(parser(text.value()), budget).documents();
        unit = budget.unit();
        return documents;
      } catch (MarkedYamlEngineException e) {
        SpacedText stopped = text;
        text = text.withoutTabAt(e).orElseThrow(() -> stopped.error(e, budget));
      } catch (ReaderException e) {
        throw text.error(e, budget);
      } catch (YamlEngineException e) {
        throw BuildException.in(file, "not valid YAML");
      }
    }
  }

  private static ParserImpl parser(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(Math.max(LEAST_WINDOW, text.length()))
            .build();
    return new ParserImpl(settings, new StreamReader(settings, text));
  }
}
