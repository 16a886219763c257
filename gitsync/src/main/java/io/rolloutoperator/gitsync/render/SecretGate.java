package io.rolloutoperator.gitsync.render;

import com.fasterxml.jackson.databind.JsonNode;
import io.rolloutoperator.gitsync.manifest.BuildException;
import io.rolloutoperator.gitsync.manifest.DecryptionException;
import io.rolloutoperator.gitsync.manifest.Manifest;
import io.rolloutoperator.gitsync.manifest.ObjectId;
import java.util.List;

/** Keeps Secrets in clear text out of Git, and encrypted values out of the cluster. */
final class SecretGate {

  private static final String ENCRYPTED = "ENC[AES256_GCM,";
  private static final String METADATA_OF_SOPS = "sops";

  private SecretGate() {}

  /**
   * @throws DecryptionException for an object that is encrypted
   * @throws BuildException {@code x.yaml:1: Secret in clear text not allowed}
   */
  static void check(List<Manifest> manifests, boolean allowPlainSecrets) {
    for (Manifest manifest : manifests) {
      refuseEncrypted(manifest);
      if (!allowPlainSecrets && isSecret(manifest.id()) && hasContent(manifest.object())) {
        throw BuildException.at(manifest.origin(), "Secret in clear text not allowed");
      }
    }
  }

  private static void refuseEncrypted(Manifest manifest) {
    if (manifest.object().path(METADATA_OF_SOPS).isObject()) {
      throw new DecryptionException(
          manifest.id() + " is SOPS-encrypted and spec.decryption is not set");
    }
    if (hasEncryptedValue(manifest.object())) {
      throw new DecryptionException(
          manifest.origin().file() + ": encrypted values without sops metadata");
    }
  }

  private static boolean hasEncryptedValue(JsonNode node) {
    return node.isTextual()
        ? node.textValue().startsWith(ENCRYPTED)
        : node.valueStream().anyMatch(SecretGate::hasEncryptedValue);
  }

  private static boolean isSecret(ObjectId id) {
    return id.kind().equals("Secret") && id.group().isEmpty();
  }

  /**
   * A Secret without content is a place for others to fill, as one for a ServiceAccount's token.
   */
  private static boolean hasContent(JsonNode secret) {
    return !secret.path("data").isEmpty() || !secret.path("stringData").isEmpty();
  }
}
