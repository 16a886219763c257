package io.rolloutoperator.testkit.git;

import io.rolloutoperator.testkit.cluster.Folders;
import io.rolloutoperator.testkit.cluster.ProgramRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The real git with the real gpg and ssh-keygen: makes keys and judges signatures. It trusts the
 * keys that it made or was given, and knows nothing of those of the user.
 */
public final class CommitVerifier implements AutoCloseable {

  private static final String SIGNER = "operator@example.org";

  private final Path home;
  private int made;

  private CommitVerifier(Path home) {
    this.home = home;
  }

  /**
   * What a tool said.
   *
   * @param text of both outputs
   */
  public record Verdict(boolean isGood, String text) {}

  /** The programs that it runs. */
  public static String[] programs() {
    return new String[] {"git", "gpg", "gpgconf", "ssh-keygen"};
  }

  /** One with a home of its own; its path is short, as sockets have to be in it. */
  public static CommitVerifier open() {
    try {
      CommitVerifier verifier = new CommitVerifier(Files.createTempDirectory("signing"));
      Files.createFile(verifier.allowedSigners());
      return verifier;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path allowedSigners() {
    return home.resolve("allowed-signers");
  }

  /**
   * A new armored private OpenPGP key, which is trusted.
   *
   * @param passphrase empty: it is not encrypted
   */
  public String gpgKey(String passphrase) {
    String owner = "key%d <%d.%s>".formatted(++made, made, SIGNER);
    must(gpg(passphrase, "--quick-generate-key", owner, "ed25519", "sign", "never"));
    return must(gpg(passphrase, "--armor", "--export-secret-keys", owner));
  }

  private List<String> gpg(String passphrase, String... arguments) {
    List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet"));
    command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", passphrase));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Trusts an OpenPGP key. */
  public void trustGpg(String armored) {
    must(gpg("", "--import", write("import.asc", armored).toString()));
  }

  /**
   * A new private SSH key, which is trusted.
   *
   * @param type as {@code ssh-keygen -t} takes it
   * @param passphrase empty: it is not encrypted
   */
  public String sshKey(String type, String passphrase) {
    Path file = home.resolve("ssh-" + ++made);
    must(List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", file.toString()));
    try {
      Files.writeString(
          allowedSigners(),
          SIGNER + " " + Files.readString(Path.of(file + ".pub")),
          StandardOpenOption.APPEND);
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Judges a commit by {@code git verify-commit}. */
  public Verdict commit(Path repository, String commit) {
    return run(
        List.of(
            "git",
            "-c",
            "gpg.ssh.allowedSignersFile=" + allowedSigners(),
            "--git-dir=" + repository,
            "verify-commit",
            "--verbose",
            commit));
  }

  /** Judges an OpenPGP signature of a file. */
  public Verdict gpgSignature(byte[] signature, byte[] signed) {
    Path document = write("document", new String(signed, StandardCharsets.ISO_8859_1));
    Path armored = write("document.asc", new String(signature, StandardCharsets.US_ASCII));
    return run(gpg("", "--verify", armored.toString(), document.toString()));
  }

  private Path write(String name, String content) {
    try {
      return Files.writeString(home.resolve(name), content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String must(List<String> command) {
    Verdict verdict = run(command);
    if (!verdict.isGood()) {
      throw new IllegalStateException(command.getFirst() + ": " + verdict.text());
    }
    return verdict.text();
  }

  private Verdict run(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GNUPGHOME", home.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("LC_ALL", "C");
    ProgramRun run = ProgramRun.of(builder);
    return new Verdict(run.exitCode() == 0, run.output());
  }

  /** Ends gpg's agent and deletes the keys. */
  @Override
  public void close() {
    run(List.of("gpgconf", "--kill", "gpg-agent"));
    Folders.delete(home);
  }
}
