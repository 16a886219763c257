package io.rolloutoperator.api.gitsync;

import io.rolloutoperator.api.Absent;
import io.rolloutoperator.api.schema.Field;

/** The key that commits are signed with. */
public record GitSyncSigningKey(
    @Field(
            value =
                "Secret with the key: for gpg git.asc and passphrase, for ssh identity and password.",
            required = true)
        SecretName secretRef,
    @Field(
            value = "Kind of the key.",
            required = true,
            oneOf = {"gpg", "ssh"})
        String type) {
  /** Absent texts, lists and maps become empty ones; lists and maps are copied. */
  public GitSyncSigningKey {
    secretRef = Absent.orElse(secretRef, new SecretName(""));
    type = Absent.text(type);
  }
}
