package io.rolloutoperator.crdgen;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.CustomResource;
import io.rolloutoperator.api.AnalysisRun;
import io.rolloutoperator.api.AnalysisTemplate;
import io.rolloutoperator.api.ClusterAnalysisTemplate;
import io.rolloutoperator.api.Experiment;
import io.rolloutoperator.api.GitSync;
import io.rolloutoperator.api.Rollout;
import io.rolloutoperator.api.analysis.AnalysisRunSpec;
import io.rolloutoperator.api.analysis.AnalysisRunStatus;
import io.rolloutoperator.api.analysis.AnalysisTemplateSpec;
import io.rolloutoperator.api.experiment.ExperimentSpec;
import io.rolloutoperator.api.experiment.ExperimentStatus;
import io.rolloutoperator.api.gitsync.GitSyncSpec;
import io.rolloutoperator.api.gitsync.GitSyncStatus;
import io.rolloutoperator.api.rollout.RolloutSpec;
import io.rolloutoperator.api.rollout.RolloutStatus;
import java.util.List;

/**
 * One kind of the API and how the API server serves it.
 *
 * @param resource the client's class, source of names and scope
 * @param description one line for {@code kubectl explain}
 * @param spec the record of the spec
 * @param status the record of the status, or none
 * @param subresources what has an endpoint of its own
 * @param columns what {@code kubectl get} prints
 * @param maxBytes greatest size of the CRD as compact JSON
 */
record CrdKind(
    Class<? extends CustomResource<JsonNode, JsonNode>> resource,
    String description,
    Class<? extends Record> spec,
    List<Class<? extends Record>> status,
    Subresources subresources,
    List<Column> columns,
    int maxBytes) {

  /**
   * A column of {@code kubectl get}; the type is that of the API.
   *
   * @param wide whether only {@code -o wide} prints it
   */
  record Column(String name, String type, String jsonPath, String description, boolean wide) {
    Column(String name, String type, String jsonPath, String description) {
      this(name, type, jsonPath, description, false);
    }
  }

  /** What has an endpoint of its own beside the object. */
  enum Subresources {
    /** Clients write the status with the object. */
    NONE,
    /** The status. */
    STATUS,
    /** Status, and the scale that autoscalers use. */
    STATUS_AND_SCALE
  }

  /**
   * {@code kubectl apply} stores the CRD in an annotation, and all annotations of an object
   * together may have 262,144 bytes.
   */
  private static final int ANNOTATION = 250_000;

  private static final int SMALL = 65_536;

  private static final Column AGE =
      new Column("Age", "date", ".metadata.creationTimestamp", "Time since the object was made");

  private static Column phase(String description) {
    return new Column("Status", "string", ".status.phase", description);
  }

  /** All kinds, in the order of their names. */
  static List<CrdKind> all() {
    return List.of(
        new CrdKind(
            AnalysisRun.class,
            "One run of metrics.",
            AnalysisRunSpec.class,
            List.of(AnalysisRunStatus.class),
            Subresources.NONE,
            List.of(phase("Outcome of the run"), AGE),
            ANNOTATION),
        new CrdKind(
            AnalysisTemplate.class,
            "Metrics to measure, for use within one namespace.",
            AnalysisTemplateSpec.class,
            List.of(),
            Subresources.NONE,
            List.of(AGE),
            ANNOTATION),
        new CrdKind(
            ClusterAnalysisTemplate.class,
            "Metrics to measure, for use in all namespaces.",
            AnalysisTemplateSpec.class,
            List.of(),
            Subresources.NONE,
            List.of(AGE),
            ANNOTATION),
        new CrdKind(
            Experiment.class,
            "Sets of pods that run for a while beside a Rollout.",
            ExperimentSpec.class,
            List.of(ExperimentStatus.class),
            Subresources.NONE,
            List.of(phase("Outcome of the Experiment"), AGE),
            ANNOTATION),
        new CrdKind(
            GitSync.class,
            "A folder of a Git repository that the cluster is kept equal to.",
            GitSyncSpec.class,
            List.of(GitSyncStatus.class),
            Subresources.STATUS,
            gitSyncColumns(),
            SMALL),
        new CrdKind(
            Rollout.class,
            "A set of pods that is updated step by step.",
            RolloutSpec.class,
            List.of(RolloutStatus.class),
            Subresources.STATUS_AND_SCALE,
            List.of(
                new Column("Desired", "integer", ".spec.replicas", "Desired pods"),
                new Column("Current", "integer", ".status.replicas", "Pods of all revisions"),
                new Column(
                    "Up-to-date",
                    "integer",
                    ".status.updatedReplicas",
                    "Pods of the current revision"),
                new Column("Available", "integer", ".status.availableReplicas", "Available pods"),
                AGE),
            ANNOTATION));
  }

  private static List<Column> gitSyncColumns() {
    String ready = ".status.conditions[?(@.type==\"Ready\")]";
    return List.of(
        new Column("Ready", "string", ready + ".status", "Whether the cluster is as Git says"),
        new Column("Health", "string", ".status.health", "Health of the worst object"),
        new Column("Revision", "string", ".status.shortRevision", "The commit that was applied"),
        new Column("Status", "string", ready + ".message", "What happened last"),
        AGE,
        new Column("Suspended", "boolean", ".spec.suspend", "Whether nothing is written", true),
        new Column("Path", "string", ".spec.path", "The folder", true),
        new Column(
            "Quarantined",
            "string",
            ".status.quarantinedRevisions[*].templateHash",
            "Releases that aborted",
            true));
  }
}
