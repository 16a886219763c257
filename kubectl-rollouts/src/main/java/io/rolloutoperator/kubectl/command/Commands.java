package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.cli.CommandEntry;
import java.util.List;

/**
 * All commands. A new one is a new file and a line here, with a lambda: references to constructors
 * would load the class of each command whenever one of them is run.
 */
public final class Commands {

  public static final List<CommandEntry> ALL =
      List.of(
          CommandEntry.of(
              "get rollout",
              "show a Rollout and its objects",
              () -> new GetRolloutCommand(),
              "rollouts",
              "ro"),
          CommandEntry.of(
              "list rollouts", "list Rollouts", () -> ListCommand.rollouts(), "rollout", "ro"),
          CommandEntry.of(
              "get experiment",
              "show an Experiment and its objects",
              () -> new GetExperimentCommand(),
              "experiments",
              "exp"),
          CommandEntry.of(
              "list experiments",
              "list Experiments",
              () -> ListCommand.experiments(),
              "experiment",
              "exp"),
          CommandEntry.of("status", "wait until an update has ended", () -> new StatusCommand()),
          CommandEntry.of("promote", "end a pause or a step", () -> new PromoteCommand()),
          CommandEntry.of("abort", "go back to the stable version", () -> new AbortCommand()),
          CommandEntry.of(
              "retry rollout",
              "start an aborted update again",
              () -> new RetryRolloutCommand(),
              "rollouts",
              "ro"),
          CommandEntry.of(
              "retry experiment",
              "start an Experiment again",
              () -> MergeCommand.retryExperiment(),
              "experiments",
              "exp"),
          CommandEntry.of("pause", "pause a Rollout", () -> MergeCommand.pause()),
          CommandEntry.of("restart", "restart the pods of a Rollout", () -> new RestartCommand()),
          CommandEntry.of(
              "set image", "give containers another image", () -> new SetImageCommand()),
          CommandEntry.of("undo", "go back to an earlier revision", () -> new UndoCommand()),
          CommandEntry.of(
              "terminate analysisrun",
              "end an AnalysisRun",
              () -> MergeCommand.terminateAnalysisRun(),
              "analysisruns",
              "ar"),
          CommandEntry.of(
              "terminate experiment",
              "end an Experiment",
              () -> MergeCommand.terminateExperiment(),
              "experiments",
              "exp"),
          CommandEntry.of(
              "why", "say why it was aborted or what it waits for", () -> new WhyCommand()),
          CommandEntry.of("history", "list the revisions of a Rollout", () -> new HistoryCommand()),
          CommandEntry.of("diff", "show how two revisions differ", () -> new DiffCommand()),
          CommandEntry.of(
              "explain", "explain a phase, a condition, a reason", () -> new ExplainCommand()),
          CommandEntry.of(
              "sync", "make a GitSync look at its repository now", () -> new SyncCommand()),
          CommandEntry.of("sync status", "show GitSyncs", () -> new SyncStatusCommand()),
          CommandEntry.of(
              "quarantine list",
              "list releases that are not started again",
              () -> new QuarantineListCommand()),
          CommandEntry.of(
              "quarantine lift",
              "let an aborted release start again",
              () -> new QuarantineLiftCommand()),
          CommandEntry.of("create", "create objects of files", () -> new CreateCommand()),
          CommandEntry.of(
              "create analysisrun",
              "measure now, without a release",
              () -> new CreateAnalysisRunCommand(),
              "analysisruns",
              "ar"),
          CommandEntry.of("plan", "say what an update would do", () -> new PlanCommand()),
          CommandEntry.of("lint", "check files as the controller does", () -> new LintCommand()),
          CommandEntry.of(
              "notifications template get",
              "show templates of notifications",
              () -> NotificationGetCommand.templates()),
          CommandEntry.of(
              "notifications template notify",
              "fill in a template for a Rollout",
              () -> new TemplateNotifyCommand()),
          CommandEntry.of(
              "notifications trigger get",
              "show triggers of notifications",
              () -> NotificationGetCommand.triggers()),
          CommandEntry.of(
              "notifications trigger run",
              "judge the conditions of a trigger on a Rollout",
              () -> new TriggerRunCommand()),
          CommandEntry.of(
              "dashboard", "show Rollouts in the browser", () -> new DashboardCommand()),
          CommandEntry.of(
              "completion", "print the completion of a shell", () -> new CompletionCommand()),
          CommandEntry.of(
              "version", "show the version of this plugin", () -> new VersionCommand()));

  private Commands() {}
}
