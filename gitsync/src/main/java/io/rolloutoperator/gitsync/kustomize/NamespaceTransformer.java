package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** {@code namespace}: of objects, and where objects name it. */
record NamespaceTransformer(String namespace) implements Transformer {

  private static final FieldSpec OWN = FieldSpec.anyKind("metadata/namespace", true);
  private static final List<FieldSpec> NAMESPACE_OBJECT =
      FieldSpec.table("metadata/name + Namespace.v1");
  private static final List<FieldSpec> NAMED =
      FieldSpec.table(
          """
          spec/service/namespace + APIService@apiregistration.k8s.io
          spec/conversion/webhook/clientConfig/service/namespace \
          CustomResourceDefinition@apiextensions.k8s.io
          """);

  @Override
  public void transform(ResourceList resources) {
    for (Resource each : resources.all()) {
      each.rememberName();
      move(each);
    }
    resources.requireDistinct();
  }

  private void move(Resource resource) {
    if (!resource.id().clusterScoped()) {
      set(List.of(OWN), resource);
    }
    if (resource.apiVersion().equals("v1")) {
      set(NAMESPACE_OBJECT, resource);
    }
    set(NAMED, resource);
    if (List.of("RoleBinding", "ClusterRoleBinding").contains(resource.kind())) {
      resource.object().path("subjects").forEach(this::setInSubject);
    }
  }

  private void set(List<FieldSpec> specs, Resource resource) {
    FieldSpecWalk.each(
        specs,
        FieldSpecWalk.Leaf.SCALAR,
        resource,
        slot -> {
          if (slot.get().isContainerNode()) {
            throw resource.failure("a namespace must be a text");
          }
          slot.set(TextNode.valueOf(namespace));
        });
  }

  /** Of accounts only the one named "default" certainly means one of this namespace. */
  private void setInSubject(JsonNode subject) {
    if (subject instanceof ObjectNode mapping
        && KustomizationFile.text(mapping, "name").equals("default")) {
      mapping.put("namespace", namespace);
    }
  }
}
