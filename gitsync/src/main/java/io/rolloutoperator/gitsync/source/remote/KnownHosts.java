package io.rolloutoperator.gitsync.source.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * Which hosts have which keys, as in OpenSSH's {@code known_hosts}: plain, {@code [host]:port},
 * wildcards, negated and hashed names, {@code @revoked}. Certificate authorities are not supported
 * and match nothing.
 */
record KnownHosts(List<Line> lines) {

  private static final int DEFAULT_PORT = 22;
  private static final int MAX_LINES = 1000;
  private static final String HASHED = "|1|";

  /** One line. */
  record Line(boolean revoked, List<String> patterns, PublicKey key) {}

  /** Lines that cannot be read are left out, as OpenSSH does. */
  static KnownHosts parse(String text) {
    SshRuntime.install();
    List<Line> lines = new ArrayList<>();
    text.lines().limit(MAX_LINES).forEach(line -> line(line.strip()).ifPresent(lines::add));
    return new KnownHosts(List.copyOf(lines));
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  private static Optional<Line> line(String line) {
    StringTokenizer words = new StringTokenizer(line, " \t");
    if (line.startsWith("#") || words.countTokens() < 3) {
      return Optional.empty();
    }
    String first = words.nextToken();
    boolean revoked = first.equals("@revoked");
    if (first.startsWith("@")) {
      if (!revoked || words.countTokens() < 3) {
        return Optional.empty();
      }
      first = words.nextToken();
    }
    List<String> patterns = patterns(first);
    return key(words.nextToken(), words.nextToken()).map(key -> new Line(revoked, patterns, key));
  }

  private static List<String> patterns(String text) {
    List<String> patterns = new ArrayList<>();
    StringTokenizer parts = new StringTokenizer(text, ",");
    while (parts.hasMoreTokens()) {
      String part = parts.nextToken();
      patterns.add(part.startsWith(HASHED) ? part : part.toLowerCase(Locale.ROOT));
    }
    return List.copyOf(patterns);
  }

  private static Optional<PublicKey> key(String type, String base64) {
    try {
      return Optional.ofNullable(
          PublicKeyEntry.parsePublicKeyEntry(type + " " + base64)
              .resolvePublicKey(null, null, PublicKeyEntryResolver.IGNORING));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** The keys of a host, without the revoked ones. */
  List<PublicKey> keys(String host, int port) {
    List<Line> matching = matching(host, port);
    return matching.stream()
        .filter(line -> !line.revoked())
        .map(Line::key)
        .filter(key -> !isRevoked(matching, key))
        .toList();
  }

  /** Whether a host may have this key. */
  boolean accepts(String host, int port, PublicKey key) {
    return keys(host, port).stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
  }

  private List<Line> matching(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    String asked = port == DEFAULT_PORT ? name : "[" + name + "]:" + port;
    return lines.stream().filter(line -> matches(line.patterns(), asked)).toList();
  }

  private static boolean isRevoked(List<Line> lines, PublicKey key) {
    return lines.stream().anyMatch(line -> line.revoked() && KeyUtils.compareKeys(line.key(), key));
  }

  private static boolean matches(List<String> patterns, String asked) {
    boolean found = false;
    for (String pattern : patterns) {
      boolean negated = pattern.startsWith("!");
      if (matchesOne(negated ? pattern.substring(1) : pattern, asked)) {
        if (negated) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private static boolean matchesOne(String pattern, String asked) {
    return pattern.startsWith(HASHED) ? matchesHash(pattern, asked) : matchesGlob(pattern, asked);
  }

  /** {@code |1|salt|HMAC-SHA1 of the name}, both in Base64. */
  private static boolean matchesHash(String pattern, String asked) {
    int bar = pattern.indexOf('|', HASHED.length());
    if (bar < 0) {
      return false;
    }
    try {
      byte[] salt = Base64.getDecoder().decode(pattern.substring(HASHED.length(), bar));
      byte[] hash = Base64.getDecoder().decode(pattern.substring(bar + 1));
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      return MessageDigest.isEqual(hash, mac.doFinal(asked.getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return false;
    }
  }

  /** {@code *} and {@code ?}, in time proportional to the product of both lengths. */
  private static boolean matchesGlob(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
