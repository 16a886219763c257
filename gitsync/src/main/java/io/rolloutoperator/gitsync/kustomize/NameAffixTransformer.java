package io.rolloutoperator.gitsync.kustomize;

import java.util.List;

/**
 * {@code namePrefix} and {@code nameSuffix}. Namespaces, definitions of custom resources and API
 * services keep their names: those mean something.
 */
record NameAffixTransformer(String prefix, String suffix) implements Transformer {

  private static final List<FieldSpec> UNTOUCHED =
      FieldSpec.table(
          "metadata/name CustomResourceDefinition APIService@apiregistration.k8s.io Namespace");

  @Override
  public void transform(ResourceList resources) {
    for (Resource each : resources.all()) {
      ResourceId original = each.originalId();
      if (UNTOUCHED.stream().noneMatch(spec -> spec.matches(original))) {
        rename(each);
      }
    }
  }

  private void rename(Resource resource) {
    if (!prefix.isEmpty()) {
      resource.prefixes().add(prefix);
    }
    if (!suffix.isEmpty()) {
      resource.suffixes().add(suffix);
    }
    resource.rememberName();
    resource.rename(prefix + resource.name() + suffix);
  }
}
