package io.rolloutoperator.gitsync.source.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTest {

  private static final String KEY =
      " ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

  @ParameterizedTest(name = "{0} knows {1}:{2}: {3}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "git.example.org git.example.org 22 true",
        "Git.Example.org git.example.org 22 true",
        "git.example.org git.example.org 2222 false",
        "[git.example.org]:2222 git.example.org 2222 true",
        "[git.example.org]:2222 git.example.org 22 false",
        "a,git.example.org,b git.example.org 22 true",
        "*.example.org git.example.org 22 true",
        "*.example.org example.org 22 false",
        "g?t.*.org git.example.org 22 true",
        "*,!git.example.org git.example.org 22 false",
        "*,!git.example.org other.example.org 22 true",
        "*a*a*a*a*a*a*a*a*a*a*b aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 22 false",
        "|1|sjVXOQ4nUDoeXLvE+xMR9gmGWlw=|zdLBZbHbYPlSnq8L+eEgNdRLZz4= git.example.org 22 false",
        "|1|x git.example.org 22 false",
      })
  void hostsMatchAsInOpenSsh(String pattern, String host, int port, boolean known) {
    assertThat(KnownHosts.parse(pattern + KEY).keys(host, port)).hasSize(known ? 1 : 0);
  }

  @Test
  void aHashedNameMatches() {
    String line = HashedLine.of("git.example.org") + KEY;
    assertThat(KnownHosts.parse(line).keys("git.example.org", 22)).hasSize(1);
    assertThat(KnownHosts.parse(line).keys("other.example.org", 22)).isEmpty();
  }

  @Test
  void aRevokedKeyIsNone() {
    String lines = "git.example.org" + KEY + "\n@revoked *" + KEY;
    assertThat(KnownHosts.parse(lines).keys("git.example.org", 22)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "# a comment and more",
    "git.example.org ssh-ed25519",
    "git.example.org ssh-ed25519 not-base64!",
    "@cert-authority *.example.org ssh-rsa AAAA",
    "@revoked x",
  })
  void whatCannotBeReadIsLeftOut(String line) {
    assertThat(KnownHosts.parse(line + "\n\n").isEmpty()).isTrue();
  }

  /** As OpenSSH hashes a name. */
  private static final class HashedLine {
    static String of(String host) {
      try {
        byte[] salt = new byte[20];
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        Base64.Encoder base64 = Base64.getEncoder();
        return "|1|"
            + base64.encodeToString(salt)
            + "|"
            + base64.encodeToString(mac.doFinal(host.getBytes(StandardCharsets.US_ASCII)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
