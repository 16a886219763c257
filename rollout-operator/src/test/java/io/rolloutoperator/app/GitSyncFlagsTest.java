package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolloutoperator.kube.runtime.GitSyncSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The switches that let a GitSync do more than its account may. */
class GitSyncFlagsTest {

  private static GitSyncSettings settings(String... args) {
    Flags flags = new Flags();
    new CommandLine(flags).parseArgs(args);
    return flags.gitSync.settings();
  }

  @Test
  void withoutFlagsNothingIsAllowedBeyondTheAccount() {
    assertThat(settings().lockdown()).isTrue();
    assertThat(settings().allowances())
        .isEqualTo(new GitSyncSettings.Allowances(false, false, false, false, false));
  }

  @ParameterizedTest
  @CsvSource({
    "--gitsync-lockdown, true",
    "--gitsync-lockdown=true, true",
    "--gitsync-lockdown=false, false"
  })
  void lockdownEndsOnlyWhereItIsSaidSo(String flag, boolean lockdown) {
    assertThat(settings(flag).lockdown()).isEqualTo(lockdown);
  }

  @ParameterizedTest
  @CsvSource({
    "--gitsync-allow-self, true",
    "--gitsync-allow-self=true, true",
    "--gitsync-allow-self=false, false"
  })
  void theOperatorsOwnObjectsMayBeManagedOnlyWhereItIsSaidSo(String flag, boolean self) {
    assertThat(settings(flag).allowances())
        .isEqualTo(new GitSyncSettings.Allowances(false, false, false, self, false));
  }
}
