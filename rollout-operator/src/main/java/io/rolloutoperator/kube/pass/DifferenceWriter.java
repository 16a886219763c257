package io.rolloutoperator.kube.pass;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rolloutoperator.kube.client.ApiAnswer;
import io.rolloutoperator.kube.client.ApiResource;
import io.rolloutoperator.kube.client.ObjectApi;
import io.rolloutoperator.kube.fence.ObjectKey;
import io.rolloutoperator.kube.fence.WriteFence;

/**
 * Writes what changed in the status of the object that a pass is about, on the version that the
 * pass saw, and nothing when nothing changed.
 */
public final class DifferenceWriter {

  private final ObjectApi api;
  private final WriteFence fence;
  private final ApiResource kind;
  private final String subresource;

  /**
   * For one kind.
   *
   * @param subresource {@code status}, or empty if the status is part of the object
   */
  public DifferenceWriter(ObjectApi api, WriteFence fence, ApiResource kind, String subresource) {
    this.api = api;
    this.fence = fence;
    this.kind = kind;
    this.subresource = subresource;
  }

  /**
   * Writes a difference; nothing if it is empty.
   *
   * @param resourceVersion the write succeeds only on that version
   * @param difference of the status, as an RFC 7386 merge patch
   */
  public StatusOutcome write(ObjectKey key, String resourceVersion, ObjectNode difference) {
    if (difference.isEmpty()) {
      return new StatusOutcome.Unchanged();
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("resourceVersion", resourceVersion);
    patch.set("status", difference);
    ApiAnswer answer = api.patch(kind, key.namespace(), key.name(), subresource, patch);
    return switch (answer) {
      case ApiAnswer.Done done -> {
        fence.wrote(key, key, done.resourceVersion());
        yield new StatusOutcome.Written();
      }
      // After a conflict the cache may be behind: it must show what stands before the next try.
      case ApiAnswer.Unknown _, ApiAnswer.Conflict _ -> {
        fence.unknownOutcome(key, key);
        yield new StatusOutcome.Failed(answer);
      }
      default -> new StatusOutcome.Failed(answer);
    };
  }
}
