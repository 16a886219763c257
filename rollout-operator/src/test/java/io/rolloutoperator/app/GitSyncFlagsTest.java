package io.rolloutoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolloutoperator.gitsync.manifest.LimitException;
import io.rolloutoperator.gitsync.render.RenderLimits;
import io.rolloutoperator.gitsync.source.remote.GitLimits;
import io.rolloutoperator.kube.runtime.GitSyncLimits;
import io.rolloutoperator.kube.runtime.GitSyncSettings;
import java.util.List;
import java.util.stream.Stream;
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

  private static GitSyncLimits limits(String... args) {
    GitSyncFlags flags = new GitSyncFlags();
    new CommandLine(flags).parseArgs(args);
    flags.require();
    return flags.settings().limits();
  }

  @Test
  void theLimitsAreTheEnginesOwnIfNobodySetsThem() {
    assertThat(limits()).isEqualTo(GitSyncLimits.DEFAULT);
  }

  @Test
  void eachLimitCanBeSet() {
    assertThat(
            limits(
                "--gitsync-max-fetch-size=1Gi",
                "--gitsync-max-tree-entries=300000",
                "--gitsync-max-files=20000",
                "--gitsync-max-objects=500",
                "--gitsync-max-rendered-size=2M",
                "--gitsync-max-manifest-size=512Ki",
                "--gitsync-max-documents=70"))
        .isEqualTo(
            new GitSyncLimits(
                GitLimits.of(1L << 30, 300_000),
                RenderLimits.of(20_000, 500, 2_000_000, 512 << 10, 70)));
  }

  @ParameterizedTest
  @CsvSource({
    "--gitsync-max-fetch-size, 1Mi, 1048575, 4Gi, 5Gi",
    "--gitsync-max-tree-entries, 1000, 999, 2000000, 2000001",
    "--gitsync-max-files, 100, 99, 1000000, 1000001",
    "--gitsync-max-objects, 10, 9, 100000, 100001",
    "--gitsync-max-rendered-size, 100k, 99999, 50M, 51M",
    "--gitsync-max-manifest-size, 64Ki, 64k, 16Mi, 17Mi",
    "--gitsync-max-documents, 10, 9, 100000, 100001",
  })
  void aLimitHasBounds(String flag, String least, String less, String most, String more) {
    assertThat(limits(flag + "=" + least)).isNotEqualTo(limits(flag + "=" + most));
    for (String wrong : List.of(less, more)) {
      assertThatThrownBy(() -> limits(flag + "=" + wrong))
          .isInstanceOf(WrongUsageException.class)
          .hasMessageMatching(
              flag
                  + " must be (a size )?between "
                  + least
                  + " and "
                  + most
                  + ", got \"?"
                  + wrong
                  + "\"?");
    }
  }

  /** A message that names a flag names one that there is. */
  @Test
  void whatMessagesSayToRaiseIsAFlag() {
    assertThat(new CommandLine(new GitSyncFlags()).getCommandSpec().optionsMap())
        .containsKeys(
            Stream.of(LimitException.Setting.values())
                .map(LimitException.Setting::flag)
                .toArray(String[]::new));
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
