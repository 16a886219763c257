package io.rolloutoperator.gitsync.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML (and JSON, which is YAML) as kubectl and kustomize understand it: {@code 0644} is a
 * number, {@code yes} is text, and a key stands once.
 *
 * <p>One reader serves one rendering: it counts the nodes of all files it reads. Not thread-safe.
 */
public final class YamlReader {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final YamlLimits limits;
  private final NodeCount unit;

  /** With {@link YamlLimits#DEFAULT}. */
  public YamlReader() {
    this(YamlLimits.DEFAULT);
  }

  public YamlReader(YamlLimits limits) {
    this.limits = limits;
    this.unit = new NodeCount(limits.unitNodes(), "files of this unit expand");
  }

  /**
   * Reads all documents of a file that are not empty.
   *
   * @param file path from the repository's root, for messages
   * @throws BuildException if the file is no valid YAML or goes beyond a limit
   */
  public List<YamlDocument> read(String file, byte[] bytes) {
    if (bytes.length > limits.bytes()) {
      throw BuildException.in(file, "file larger than " + (limits.bytes() >> 20) + " MiB");
    }
    String text = decode(file, bytes);
    try {
      ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
      return new DocumentParser(file, events, limits, unit).documents();
    } catch (MarkedYamlEngineException e) {
      throw syntaxError(file, text, e);
    } catch (YamlEngineException e) {
      throw BuildException.in(file, "not valid YAML");
    } catch (StackOverflowError e) {
      throw BuildException.in(file, "nesting is too deep");
    }
  }

  private static String decode(String file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw BuildException.in(file, "not valid UTF-8");
    }
  }

  private static BuildException syntaxError(String file, String text, MarkedYamlEngineException e) {
    int line = e.getProblemMark().map(Mark::getLine).orElse(0);
    String problem = indentedByTab(text, line) ? "tab used for indentation" : e.getProblem();
    return BuildException.at(new Origin(file, line + 1), problem);
  }

  private static boolean indentedByTab(String text, int line) {
    String content = text.lines().skip(line).findFirst().orElse("");
    int indent = content.length() - content.stripLeading().length();
    return content.lastIndexOf('\t', indent - 1) >= 0;
  }
}
