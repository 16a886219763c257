package io.rolloutoperator.kube.client;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Why a watch does not go on. */
public enum WatchTrouble {
  /** Whoever watches may not. */
  FORBIDDEN,
  /** The API server has no such kind. */
  NOT_SERVED,
  /** All that mends itself. */
  PASSING;

  /** Reads a failure. The client hands an answer over within that of whatever asked for it. */
  public static WatchTrouble of(@Nullable Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException answered) {
        switch (answered.getCode()) {
          case HttpURLConnection.HTTP_FORBIDDEN -> {
            return FORBIDDEN;
          }
          case HttpURLConnection.HTTP_NOT_FOUND -> {
            return NOT_SERVED;
          }
          default -> {
            // Not an answer that tells: perhaps the failure within has one.
          }
        }
      }
    }
    return PASSING;
  }
}
