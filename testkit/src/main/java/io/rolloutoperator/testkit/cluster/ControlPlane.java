package io.rolloutoperator.testkit.cluster;

import io.rolloutoperator.testkit.cluster.Credentials.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real Kubernetes control plane: each role is a process of its own that can be stopped, killed
 * and started again while its data stays. It binds fixed ports, so there is one in each network
 * namespace. All of it lives in one folder.
 */
public final class ControlPlane implements AutoCloseable {
  private static final URI SERVER =
      URI.create("https://" + RoleFlags.ADDRESS + ":" + RoleFlags.PORT);
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final String USER_AGENT = "testkit";

  private final Path binary;
  private final ClusterFiles files;
  private final Map<Role, OsProcess> processes =
      Collections.synchronizedMap(new EnumMap<>(Role.class));
  private final List<Start> apiServerStarts = new CopyOnWriteArrayList<>();
  private final Api admin;

  private record Start(Instant begin, Instant ready) {
    boolean includes(Instant time) {
      return !time.isBefore(begin) && time.isBefore(ready);
    }
  }

  private ControlPlane(Path binary, ClusterFiles files) {
    this.binary = binary;
    this.files = files;
    this.admin = api("admin", USER_AGENT);
  }

  /**
   * What a cluster is made with.
   *
   * @param directory of everything that the cluster writes
   * @param nodes names for which node certificates are made
   * @param users names of more users, without groups or rights
   * @param recorded whose writes the audit log keeps with their bodies
   */
  public record Settings(
      Path directory, List<String> nodes, List<String> users, Recorded recorded) {}

  /** Starts etcd, API server and controller manager and returns when all serve. */
  public static ControlPlane start(Settings settings) {
    ClusterFiles files = new ClusterFiles(settings.directory().toAbsolutePath());
    Path binary = TestBinary.locate();
    try {
      Files.createDirectories(files.logs());
      Files.writeString(files.auditPolicy(), AuditPolicy.text(settings.recorded()));
      makeKeys(binary, files, settings);
      List<String> users = new ArrayList<>(List.of("admin", "controller-manager", "scheduler"));
      users.addAll(settings.nodes());
      users.addAll(settings.users());
      for (String user : users) {
        Kubeconfig.write(files.kubeconfig(user), SERVER, files.authority(), of(files, user));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ControlPlane plane = new ControlPlane(binary, files);
    plane.start(Role.ETCD);
    plane.start(Role.API_SERVER);
    plane.start(Role.CONTROLLER_MANAGER);
    return plane;
  }

  private static void makeKeys(Path binary, ClusterFiles files, Settings settings) {
    Path log = files.logs().resolve("pki.log");
    List<String> command =
        List.of(
            binary.toString(),
            "pki",
            "--dir=" + files.pki(),
            "--address=" + RoleFlags.ADDRESS,
            "--nodes=" + String.join(",", settings.nodes()),
            "--users=" + String.join(",", settings.users()));
    try (OsProcess process = OsProcess.start(command, Map.of(), log)) {
      if (!process.awaitExit(READY_WITHIN) || process.exitCode() != 0) {
        throw new IllegalStateException("cannot make the cluster's keys: " + LogTail.of(log));
      }
    }
  }

  private static Certificate of(ClusterFiles files, String user) {
    return new Certificate(files.certificate(user), files.key(user));
  }

  /**
   * Starts a role and returns when it serves.
   *
   * @throws IllegalStateException when it runs already or does not serve within 3 min
   */
  public void start(Role role) {
    OsProcess old = processes.get(role);
    if (old != null && old.running()) {
      throw new IllegalStateException(role.command() + " runs already, pid " + old.pid());
    }
    List<String> command = new ArrayList<>(List.of(binary.toString(), role.command()));
    command.addAll(RoleFlags.of(role, files));
    Instant begin = Instant.now();
    OsProcess process = OsProcess.start(command, RoleFlags.ENVIRONMENT, files.log(role));
    processes.put(role, process);
    try (Readiness readiness = new Readiness(files)) {
      readiness.await(role, process, READY_WITHIN);
      if (role == Role.CONTROLLER_MANAGER) {
        readiness.awaitDefaultServiceAccount(admin, READY_WITHIN);
      }
    }
    if (role == Role.API_SERVER) {
      apiServerStarts.add(new Start(begin, Instant.now()));
    }
  }

  /**
   * Returns whether the API server was ready at this time. Before, it answers already but knows no
   * roles yet, and so refuses what it grants later.
   */
  public boolean servedAt(Instant time) {
    return apiServerStarts.stream().noneMatch(start -> start.includes(time));
  }

  /** Ends a role by SIGTERM and waits until it is gone. */
  public void stop(Role role) {
    process(role).close();
  }

  /** Ends a role by SIGKILL and waits until it is gone. */
  public void kill(Role role) {
    process(role).kill();
  }

  /** Returns whether the process of a role runs. */
  public boolean running(Role role) {
    OsProcess process = processes.get(role);
    return process != null && process.running();
  }

  /** Returns the process id of a role. */
  public long pid(Role role) {
    return process(role).pid();
  }

  private OsProcess process(Role role) {
    OsProcess process = processes.get(role);
    if (process == null) {
      throw new IllegalStateException(role.command() + " was never started");
    }
    return process;
  }

  /** Returns the API server's address. */
  public URI server() {
    return SERVER;
  }

  /** Returns the cluster's folder. */
  public ClusterFiles files() {
    return files;
  }

  /** Returns the client of the cluster's administrator. */
  public Api admin() {
    return admin;
  }

  /** Opens a client for a user with a certificate: a node, or one of the settings' users. */
  public Api api(String user, String userAgent) {
    return Api.connect(SERVER, files.authority(), of(files, user), userAgent);
  }

  /** Returns the kubeconfig of a user with a certificate. */
  public Path kubeconfig(String user) {
    return files.kubeconfig(user);
  }

  /** Returns the binary, which is kubectl too: {@code testcluster kubectl …}. */
  public Path binary() {
    return binary;
  }

  /**
   * Writes the kubeconfig of a ServiceAccount that exists.
   *
   * @return the file; its token is valid for a day
   */
  public Path serviceAccountKubeconfig(String namespace, String name) {
    String path = "/api/v1/namespaces/" + namespace + "/serviceaccounts/" + name + "/token";
    try {
      String token =
          admin
              .post(path, Json.yaml("spec: {expirationSeconds: 86400}").getFirst())
              .orThrow("token of ServiceAccount " + namespace + "/" + name)
              .path("status")
              .path("token")
              .asText();
      Path file = files.kubeconfig(namespace + "-" + name);
      Kubeconfig.write(file, SERVER, files.authority(), new Credentials.Token(token));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every role, the store last, and removes the store's data and the keys. */
  @Override
  public void close() {
    for (Role role : List.of(Role.SCHEDULER, Role.CONTROLLER_MANAGER)) {
      OsProcess process = processes.get(role);
      if (process != null) {
        process.close();
      }
    }
    admin.close();
    for (Role role : List.of(Role.API_SERVER, Role.ETCD)) {
      OsProcess process = processes.get(role);
      if (process != null) {
        process.kill(); // a graceful end would wait for open watches, and nothing is kept
      }
    }
    Folders.delete(files.store());
    Folders.delete(files.pki());
  }
}
