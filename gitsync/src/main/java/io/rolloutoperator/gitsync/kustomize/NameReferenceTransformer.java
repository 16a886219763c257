package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Mends references to objects whose names have changed on the way. */
record NameReferenceTransformer() implements Transformer {

  @Override
  public void transform(ResourceList resources) {
    Referrer.FormerNames names = new Referrer.FormerNames(resources.all(), byFormerName(resources));
    if (names.byName().isEmpty()) {
      return;
    }
    for (Resource each : resources.all()) {
      Set<String> bound = accountNamespaces(each);
      ResourceId original = each.originalId();
      for (NameReferences references : NameReferences.ALL) {
        Referrer referrer = new Referrer(each, bound, references.kind(), names);
        for (FieldSpec field : references.fields()) {
          if (field.matches(original)) {
            mend(referrer, field);
          }
        }
      }
    }
  }

  /** Only what had another name before can be meant by a reference that needs mending. */
  private static Map<String, Set<Resource>> byFormerName(ResourceList resources) {
    Map<String, Set<Resource>> byName = new HashMap<>();
    for (Resource each : resources.all()) {
      for (ResourceId former : each.formerIds()) {
        byName.computeIfAbsent(former.name(), n -> new LinkedHashSet<>()).add(each);
      }
    }
    return byName;
  }

  /** Namespaces of the accounts that a RoleBinding names: it can refer into those. */
  private static Set<String> accountNamespaces(Resource resource) {
    Set<String> namespaces = new HashSet<>();
    if (resource.kind().equals("RoleBinding")) {
      for (JsonNode subject : resource.object().path("subjects")) {
        if (KustomizationFile.text(subject, "kind").equals("ServiceAccount")
            && subject.has("namespace")) {
          namespaces.add(KustomizationFile.text(subject, "namespace"));
        }
      }
    }
    return namespaces;
  }

  private static void mend(Referrer referrer, FieldSpec field) {
    boolean role = field.path().getLast().equals("name") && field.path().contains("roleRef");
    FieldSpecWalk.each(
        new FieldSpec("", "", "", field.path(), false),
        FieldSpecWalk.Leaf.NONE,
        referrer.resource(),
        slot -> mend(referrer, role, slot));
  }

  private static void mend(Referrer referrer, boolean role, Slot slot) {
    switch (slot.get()) {
      case ObjectNode mapping -> mendMapping(referrer, role, mapping);
      case ArrayNode list -> {
        for (int i = 0; i < list.size(); i++) {
          mend(referrer, role, new Slot.Item(list, i));
        }
      }
      case JsonNode value when Nodes.scalar(value) ->
          referrer
              .byName(value.asText(), role)
              .ifPresent(meant -> slot.set(TextNode.valueOf(meant.name())));
      default -> {}
    }
  }

  private static void mendMapping(Referrer referrer, boolean role, ObjectNode mapping) {
    if (!mapping.has("name")) {
      throw referrer.resource().failure("a reference has no name");
    }
    referrer
        .byNameAndNamespace(mapping, role)
        .ifPresent(
            meant -> {
              mapping.put("name", meant.name());
              if (!meant.namespace().isEmpty()) {
                mapping.put("namespace", meant.namespace());
              }
            });
  }
}
