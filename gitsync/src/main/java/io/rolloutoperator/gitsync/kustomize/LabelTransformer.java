package io.rolloutoperator.gitsync.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code labels} and {@code commonLabels}: texts written into mappings of objects. */
record LabelTransformer(Map<String, String> labels, List<FieldSpec> fields) implements Transformer {

  private static final List<FieldSpec> METADATA = FieldSpec.table("metadata/labels +");
  private static final List<FieldSpec> TEMPLATES =
      FieldSpec.table(
          """
          metadata/labels +
          spec/template/metadata/labels + ReplicationController.v1 Deployment ReplicaSet \
          DaemonSet StatefulSet@apps Job@batch
          spec/volumeClaimTemplates[]/metadata/labels + StatefulSet@apps
          spec/jobTemplate/metadata/labels + CronJob@batch
          spec/jobTemplate/spec/template/metadata/labels + CronJob@batch
          """);
  private static final List<FieldSpec> SELECTORS =
      FieldSpec.table(
          """
          spec/selector + Service.v1 ReplicationController.v1
          spec/selector/matchLabels + Deployment ReplicaSet DaemonSet StatefulSet@apps
          spec/selector/matchLabels Job@batch PodDisruptionBudget@policy
          spec/jobTemplate/spec/selector/matchLabels CronJob@batch
          spec/podSelector/matchLabels NetworkPolicy@networking.k8s.io
          spec/ingress/from/podSelector/matchLabels NetworkPolicy@networking.k8s.io
          spec/egress/to/podSelector/matchLabels NetworkPolicy@networking.k8s.io
          spec/template/spec/affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels \
          Deployment@apps StatefulSet@apps
          spec/template/spec/affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels \
          Deployment@apps StatefulSet@apps
          spec/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels \
          Deployment@apps StatefulSet@apps
          spec/template/spec/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels \
          Deployment@apps StatefulSet@apps
          spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels Deployment@apps \
          StatefulSet@apps
          """);

  /** One entry of the field. */
  static LabelTransformer of(ObjectNode label) {
    List<FieldSpec> fields = new ArrayList<>();
    label.path("fields").forEach(each -> fields.add(fieldSpec(each)));
    if (label.path("includeSelectors").asBoolean()) {
      fields.addAll(TEMPLATES);
      fields.addAll(SELECTORS);
    } else if (label.path("includeTemplates").asBoolean()) {
      fields.addAll(TEMPLATES);
    } else {
      fields.addAll(METADATA);
    }
    return new LabelTransformer(Nodes.texts(label.get("pairs")), fields);
  }

  /** {@code commonLabels}: selectors and templates too. */
  static LabelTransformer common(Map<String, String> labels) {
    List<FieldSpec> fields = new ArrayList<>(TEMPLATES);
    fields.addAll(SELECTORS);
    return new LabelTransformer(labels, fields);
  }

  /** Labels of the objects themselves. */
  static LabelTransformer ofMetadata(Map<String, String> labels) {
    return new LabelTransformer(labels, METADATA);
  }

  private static FieldSpec fieldSpec(JsonNode field) {
    return new FieldSpec(
        KustomizationFile.text(field, "group"),
        KustomizationFile.text(field, "version"),
        KustomizationFile.text(field, "kind"),
        FieldSpec.steps(KustomizationFile.text(field, "path")),
        field.path("create").asBoolean());
  }

  @Override
  public void transform(ResourceList resources) {
    resources.all().forEach(each -> write(labels, fields, each));
  }

  static void write(Map<String, String> texts, List<FieldSpec> fields, Resource resource) {
    if (texts.isEmpty()) {
      return;
    }
    FieldSpecWalk.each(
        fields,
        FieldSpecWalk.Leaf.MAPPING,
        resource,
        slot -> {
          if (slot.get() instanceof ObjectNode mapping) {
            new TreeMap<>(texts).forEach(mapping::put);
          } else if (!Nodes.absent(slot.get())) {
            throw resource.failure("labels and annotations must be a mapping");
          }
        });
  }
}
