package io.rolloutoperator.api.experiment;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** State of one template of an Experiment. */
public record TemplateStatus(
    @Field(value = "Name of the template.", required = true) String name,
    @Field(value = "Its pods.", required = true) int replicas,
    @Field(value = "Its pods with the current template.", required = true) int updatedReplicas,
    @Field(value = "Its ready pods.", required = true) int readyReplicas,
    @Field(value = "Its available pods.", required = true) int availableReplicas,
    @Field("Hash collisions so far.") @Nullable Integer collisionCount,
    @Field("Progressing, Running, Successful, Failed or Error.") String status,
    @Field("Why the template is in its status.") String message,
    @Field("When its status changed last.") @Nullable Instant lastTransitionTime,
    @Field("The Service made for it.") String serviceName,
    @Field("Hash of its pod template.") String podTemplateHash) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public TemplateStatus {
    name = Absent.text(name);
    status = Absent.text(status);
    message = Absent.text(message);
    serviceName = Absent.text(serviceName);
    podTemplateHash = Absent.text(podTemplateHash);
  }
}
