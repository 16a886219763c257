package io.rolloutoperator.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** The demo's main class; {@code ./demo} starts it. */
public final class Demo {

  private static final Line NEXT =
      Line.of(" Next: ")
          .accent("docs/getting-started.md")
          .text(" runs it on your cluster, ")
          .accent("samples/")
          .text(" has Rollouts to start from");

  private final DemoOptions options;
  private final Screen screen;
  private final Stage stage;

  private Demo(DemoOptions options, Screen screen, Parts parts) {
    this.options = options;
    this.screen = screen;
    this.stage =
        options
            .cluster()
            .<Stage>map(cluster -> new ClusterStage(screen, parts, cluster, options.keep()))
            .orElseGet(() -> new TestWorldStage(screen, parts, options.directory()));
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    // The Kubernetes client's own log would stand between the lines of the story.
    System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(out, args));
  }

  private static int run(PrintStream out, String... args) {
    Ending ending = new Ending(Thread.currentThread());
    try {
      DemoOptions options = DemoOptions.of(args);
      Screen screen = options.terminal() ? new Screen.Terminal(out) : new Screen.Plain(out);
      Parts parts = new Parts(screen);
      ending.ends(parts);
      new Demo(options, screen, parts).run(ending);
      return 0;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 130;
    } catch (IOException | RuntimeException e) {
      if (ending.begun()) {
        return 130; // the error is only what an interrupted request looks like
      }
      out.println("demo: " + oneLine(e));
      return 1;
    } finally {
      ending.told();
    }
  }

  private void run(Ending ending) throws IOException, InterruptedException {
    try {
      stage.play();
    } catch (IOException | RuntimeException e) {
      if (!ending.begun()) {
        stage.leaveBehind().forEach(screen::line);
      }
      throw e;
    }
    screen.blank();
    screen.line(NEXT);
    if (options.picture().isPresent()) {
      Path picture = options.picture().get();
      Files.writeString(picture, Picture.svg(screen.written()));
      screen.line(" written: " + picture);
    }
    if (options.keep()) {
      screen.blank();
      stage.lookAround().forEach(screen::line);
      new CountDownLatch(1).await();
    }
    screen.blank();
  }

  private static String oneLine(Exception e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    return message.lines().findFirst().orElse(e.toString());
  }
}
