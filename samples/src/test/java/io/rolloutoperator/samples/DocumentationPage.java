package io.rolloutoperator.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file where it is
 * @param text its Markdown
 */
record DocumentationPage(Path file, String text) {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /**
   * YAML of a page or file.
   *
   * @param where for people
   */
  record Block(String where, String yaml) {
    @Override
    public String toString() {
      return where;
    }
  }

  static DocumentationPage read(Path file) {
    try {
      return new DocumentationPage(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The YAML blocks in their order. */
  Stream<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(
            block ->
                new Block(file.getFileName() + " line " + line(block.start(1)), block.group(1)));
  }

  /** The links to files that do not exist and to headings that their page does not have. */
  List<String> brokenLinks() {
    return LINK.matcher(CODE.matcher(text).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.contains("://"))
        .filter(link -> !leadsSomewhere(link))
        .toList();
  }

  private boolean leadsSomewhere(String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || read(target).hasHeading(link.substring(hash + 1));
  }

  private boolean hasHeading(String anchor) {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1))
        .map(DocumentationPage::anchor)
        .anyMatch(anchor::equals);
  }

  /** As Git hosts make it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private long line(int offset) {
    return 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
