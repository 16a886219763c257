package io.rolloutoperator.notify.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels an object must have, or must not: {@code a=b,c!=d}. */
public record LabelTerms(List<Term> terms) {

  /** Every object. */
  public static final LabelTerms EVERYTHING = new LabelTerms(List.of());

  public LabelTerms {
    terms = List.copyOf(terms);
  }

  /** One label and whether it must have the value. */
  public record Term(String label, boolean equal, String value) {}

  /** Reads terms with a comma between them; empty if one of them is none. */
  public static Optional<LabelTerms> parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals < 1) {
        return Optional.empty();
      }
      boolean isNegated = part.charAt(equals - 1) == '!';
      String label = part.substring(0, isNegated ? equals - 1 : equals).strip();
      boolean isDoubled = part.startsWith("==", equals);
      terms.add(new Term(label, !isNegated, part.substring(equals + (isDoubled ? 2 : 1)).strip()));
    }
    return Optional.of(new LabelTerms(terms));
  }

  /** Whether an object with these labels is meant. */
  public boolean match(Map<String, String> labels) {
    return terms.stream()
        .allMatch(term -> labels.getOrDefault(term.label, "").equals(term.value) == term.equal);
  }
}
