package io.rolloutoperator.kubectl.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.KeyLines;
import io.rolloutoperator.gitsync.manifest.YamlDocument;
import io.rolloutoperator.gitsync.manifest.YamlReader;
import io.rolloutoperator.kubectl.lint.Finding.Severity;
import io.rolloutoperator.kubectl.lint.Finding.Subject;
import io.rolloutoperator.kubectl.view.At;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file holds.
 *
 * @param name as findings show it
 * @param objects in their order; lists are taken apart
 * @param findings what cannot be read
 */
public record SourceFile(String name, List<SourceObject> objects, List<Finding> findings) {

  /** Who asked for a file. */
  public enum Choice {
    /** The user named it: it must hold objects. */
    NAMED,
    /** It lies in a folder that the user named: it may hold something else. */
    FOUND
  }

  public SourceFile {
    objects = List.copyOf(objects);
    findings = List.copyOf(findings);
  }

  /** A file that could not be read at all, and why. */
  public static SourceFile unreadable(String name, String why) {
    return new SourceFile(name, List.of(), List.of(problem(name, 1, why)));
  }

  /** Reads YAML or JSON, as Git sync and kubectl do. */
  public static SourceFile read(String name, byte[] bytes, Choice choice) {
    List<SourceObject> objects = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    try {
      List<YamlDocument> documents = new YamlReader().read(name, bytes);
      if (documents.isEmpty() && choice == Choice.NAMED) {
        findings.add(problem(name, 1, "the file is empty"));
      }
      for (YamlDocument document : documents) {
        add(name, document.root(), document.lines(), choice, objects, findings);
      }
    } catch (BuildException e) {
      findings.add(unreadable(name, e));
    }
    return new SourceFile(name, objects, findings);
  }

  private static void add(
      String file,
      JsonNode tree,
      KeyLines lines,
      Choice choice,
      List<SourceObject> objects,
      List<Finding> findings) {
    boolean isObject = !At.text(tree, "kind").isEmpty() && !At.text(tree, "apiVersion").isEmpty();
    if (isObject && At.text(tree, "kind").endsWith("List") && tree.path("items").isArray()) {
      tree.path("items").forEach(item -> add(file, item, lines, choice, objects, findings));
    } else if (isObject) {
      objects.add(new SourceObject(file, tree, lines));
    } else if (choice == Choice.NAMED) {
      String missing = At.text(tree, "kind").isEmpty() ? "kind" : "apiVersion";
      findings.add(
          problem(
              file,
              lines.first(tree),
              tree.isObject()
                  ? "not a Kubernetes object: it has no " + missing
                  : "not a Kubernetes object"));
    }
  }

  /** The reader's message begins with the file, and with the line if it knows one. */
  private static Finding unreadable(String file, BuildException e) {
    String message = String.valueOf(e.getMessage());
    if (!message.startsWith(file + ":")) {
      return problem(file, 1, message);
    }
    String rest = message.substring(file.length() + 1);
    int colon = rest.indexOf(": ");
    String digits = colon < 0 ? "" : rest.substring(0, colon);
    boolean hasLine =
        !digits.isEmpty()
            && digits.length() < 10
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return hasLine
        ? problem(file, Math.max(1, Integer.parseInt(digits)), rest.substring(colon + 2))
        : problem(file, 1, rest.strip());
  }

  private static Finding problem(String file, int line, String text) {
    return new Finding(Severity.ERROR, file, line, Subject.NONE, "", text);
  }
}
