package io.rolloutoperator.engine.snapshot;

import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A label selector as one line, as label queries and the scale subresource want it. */
public final class SelectorText {

  private SelectorText() {}

  public static String of(@Nullable LabelSelector selector) {
    if (selector == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    new TreeMap<>(selector.matchLabels()).forEach((key, value) -> parts.add(key + "=" + value));
    selector.matchExpressions().forEach(requirement -> parts.add(text(requirement)));
    return String.join(",", parts);
  }

  private static String text(LabelSelectorRequirement requirement) {
    String values = String.join(",", requirement.values().stream().sorted().toList());
    return switch (requirement.operator()) {
      case "In" -> requirement.key() + " in (" + values + ")";
      case "NotIn" -> requirement.key() + " notin (" + values + ")";
      case "DoesNotExist" -> "!" + requirement.key();
      default -> requirement.key();
    };
  }
}
