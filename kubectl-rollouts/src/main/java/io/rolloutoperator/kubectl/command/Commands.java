package io.rolloutoperator.kubectl.command;

import io.rolloutoperator.kubectl.cli.CommandEntry;
import java.util.List;

/** All commands. A new one is a new file and a line here. */
public final class Commands {

  public static final List<CommandEntry> ALL =
      List.of(
          CommandEntry.of(
              "get rollout",
              "show a Rollout and its objects",
              GetRolloutCommand::new,
              "rollouts",
              "ro"),
          CommandEntry.of(
              "list rollouts", "list Rollouts", ListRolloutsCommand::new, "rollout", "ro"),
          CommandEntry.of(
              "get experiment",
              "show an Experiment and its objects",
              GetExperimentCommand::new,
              "experiments",
              "exp"),
          CommandEntry.of(
              "list experiments",
              "list Experiments",
              ListExperimentsCommand::new,
              "experiment",
              "exp"),
          CommandEntry.of("status", "wait until an update has ended", StatusCommand::new),
          CommandEntry.of("promote", "end a pause or a step", PromoteCommand::new),
          CommandEntry.of("abort", "go back to the stable version", AbortCommand::new),
          CommandEntry.of(
              "retry rollout",
              "start an aborted update again",
              RetryRolloutCommand::new,
              "rollouts",
              "ro"),
          CommandEntry.of(
              "retry experiment",
              "start an Experiment again",
              MergeCommand::retryExperiment,
              "experiments",
              "exp"),
          CommandEntry.of("pause", "pause a Rollout", MergeCommand::pause),
          CommandEntry.of("restart", "restart the pods of a Rollout", RestartCommand::new),
          CommandEntry.of("set image", "give containers another image", SetImageCommand::new),
          CommandEntry.of("undo", "go back to an earlier revision", UndoCommand::new),
          CommandEntry.of(
              "terminate analysisrun",
              "end an AnalysisRun",
              MergeCommand::terminateAnalysisRun,
              "analysisruns",
              "ar"),
          CommandEntry.of(
              "terminate experiment",
              "end an Experiment",
              MergeCommand::terminateExperiment,
              "experiments",
              "exp"),
          CommandEntry.of("why", "say why it was aborted or what it waits for", WhyCommand::new),
          CommandEntry.of("history", "list the revisions of a Rollout", HistoryCommand::new),
          CommandEntry.of("diff", "show how two revisions differ", DiffCommand::new),
          CommandEntry.of("explain", "explain a phase, a condition, a reason", ExplainCommand::new),
          CommandEntry.of("sync", "make a GitSync look at its repository now", SyncCommand::new),
          CommandEntry.of("sync status", "show GitSyncs", SyncStatusCommand::new),
          CommandEntry.of(
              "quarantine list",
              "list releases that are not started again",
              QuarantineListCommand::new),
          CommandEntry.of(
              "quarantine lift", "let an aborted release start again", QuarantineLiftCommand::new),
          CommandEntry.of("create", "create objects of files", CreateCommand::new),
          CommandEntry.of(
              "create analysisrun",
              "measure now, without a release",
              CreateAnalysisRunCommand::new,
              "analysisruns",
              "ar"),
          CommandEntry.of("plan", "say what an update would do", PlanCommand::new),
          CommandEntry.of("lint", "check files as the controller does", LintCommand::new),
          CommandEntry.of(
              "notifications template get",
              "show templates of notifications",
              TemplateGetCommand::new),
          CommandEntry.of(
              "notifications template notify",
              "fill in a template for a Rollout",
              TemplateNotifyCommand::new),
          CommandEntry.of(
              "notifications trigger get",
              "show triggers of notifications",
              TriggerGetCommand::new),
          CommandEntry.of(
              "notifications trigger run",
              "judge the conditions of a trigger on a Rollout",
              TriggerRunCommand::new),
          CommandEntry.of("dashboard", "show Rollouts in the browser", DashboardCommand::new),
          CommandEntry.of("completion", "print the completion of a shell", CompletionCommand::new),
          CommandEntry.of("version", "show the version of this plugin", VersionCommand::new));

  private Commands() {}
}
