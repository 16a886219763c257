package io.rolloutoperator.gitsync.kustomize;

import java.util.List;
import java.util.Map;

/** {@code commonAnnotations}: of objects and of their pod templates. */
record AnnotationTransformer(Map<String, String> annotations, List<FieldSpec> fields)
    implements Transformer {

  private static final List<FieldSpec> METADATA = FieldSpec.table("metadata/annotations +");
  private static final List<FieldSpec> EVERYWHERE =
      FieldSpec.table(
          """
          metadata/annotations +
          spec/template/metadata/annotations + ReplicationController.v1 Deployment ReplicaSet \
          DaemonSet StatefulSet Job@batch
          spec/jobTemplate/metadata/annotations + CronJob@batch
          spec/jobTemplate/spec/template/metadata/annotations + CronJob@batch
          """);

  static AnnotationTransformer common(Map<String, String> annotations) {
    return new AnnotationTransformer(annotations, EVERYWHERE);
  }

  /** Annotations of the objects themselves. */
  static AnnotationTransformer ofMetadata(Map<String, String> annotations) {
    return new AnnotationTransformer(annotations, METADATA);
  }

  @Override
  public void transform(ResourceList resources) {
    resources.all().forEach(each -> LabelTransformer.write(annotations, fields, each));
  }
}
