package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template in the language of Go's {@code text/template}. */
public final class Template {

  private final String name;
  private final Map<String, List<Node>> templates;

  private Template(String name, Map<String, List<Node>> templates) {
    this.name = name;
    this.templates = Map.copyOf(templates);
  }

  /** What reading a template ends in. */
  public sealed interface Parsing {
    record Parsed(Template template) implements Parsing {}

    /**
     * There is no template.
     *
     * @param message one line that names it and says why
     */
    record Refused(String message) implements Parsing {}
  }

  /** What writing a text ends in. */
  public sealed interface Rendering {
    record Rendered(String text) implements Rendering {}

    /**
     * There is no text.
     *
     * @param message one line that names the template and says why
     */
    record Failed(String message) implements Rendering {}
  }

  /**
   * Reads a template.
   *
   * @param name in messages
   * @param source at most 256 KiB, blocks nested at most 100 deep
   */
  public static Parsing parse(String name, String source) {
    try {
      if (source.length() > Limits.SOURCE) {
        throw new TemplateFailure("larger than " + Limits.SOURCE / 1024 + " KiB");
      }
      return new Parsing.Parsed(new Template(name, Parser.parse(source)));
    } catch (TemplateFailure failure) {
      return new Parsing.Refused(message(name, failure));
    }
  }

  /**
   * Writes the text: at most 64 KiB, in at most 100,000 steps.
   *
   * @param data what {@code .} is
   * @param now what {@code now} returns
   */
  public Rendering render(Map<String, Value> data, Instant now) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    data.forEach((key, value) -> entries.put(Value.of(key), value));
    try {
      return new Rendering.Rendered(
          Evaluator.evaluate(templates, new Value.Mapping(entries, Value.MapKind.TEXT_KEYS), now));
    } catch (TemplateFailure failure) {
      return new Rendering.Failed(message(name, failure));
    }
  }

  /**
   * What the variable {@code time} holds: {@code (call .time.Now)}, {@code (call .time.Parse x)}.
   */
  public static Value time() {
    return Values.dictionary(Map.of("Now", TimeCalls.NOW, "Parse", TimeCalls.PARSE));
  }

  private static String message(String name, TemplateFailure failure) {
    return "template \"" + name + "\": " + failure.text().lines().findFirst().orElse("");
  }
}
