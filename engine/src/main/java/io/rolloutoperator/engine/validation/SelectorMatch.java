package io.rolloutoperator.engine.validation;

import io.rolloutoperator.api.LabelSelector;
import io.rolloutoperator.api.LabelSelectorRequirement;
import java.util.Map;

/** Whether labels fulfil a selector. */
public final class SelectorMatch {

  private SelectorMatch() {}

  /** All labels and all requirements of the selector hold; an empty selector matches everything. */
  public static boolean matches(LabelSelector selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.matchLabels().entrySet())
        && selector.matchExpressions().stream().allMatch(each -> holds(each, labels));
  }

  /** An unknown operator holds for nothing. */
  private static boolean holds(LabelSelectorRequirement requirement, Map<String, String> labels) {
    String value = labels.get(requirement.key());
    boolean among = value != null && requirement.values().contains(value);
    return switch (requirement.operator()) {
      case "In" -> among;
      case "NotIn" -> !among;
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
