package io.rolloutoperator.kubectl.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferencePageTest {

  private static final ReferencePage PAGE =
      ReferencePage.of(
          """
          # Troubleshooting

          ## Phases

          | Phase | Message | Do |
          |-|-|-|
          | Paused | `CanaryPauseStep` | wait, or [promote](canary.md#promote) |
          | | `manually paused` | set `spec.paused` to false |

          No table: | Paused |

          ## Codes
          | Code | Meaning |
          |-|-|
          | `waiting-for-pods`, `halted` | pods are missing, see *Phases* and `"*"` |
          """);

  @Test
  void rowsAreFoundByTheWordsTheyAreAbout() {
    assertThat(PAGE.about("canarypausestep"))
        .containsExactly(
            "Phases\n  Phase: Paused\n  Message: CanaryPauseStep\n  Do: wait, or promote");
    assertThat(PAGE.about("waiting-for-pods"))
        .containsExactly(
            "Codes\n  Code: waiting-for-pods, halted\n  Meaning: pods are missing, see Phases and"
                + " \"*\"");
  }

  @Test
  void aRowWithoutItsFirstCellGoesOnWithTheOneAbove() {
    assertThat(PAGE.about("Paused"))
        .hasSize(2)
        .last()
        .isEqualTo(
            "Phases\n  Phase: Paused\n  Message: manually paused\n  Do: set spec.paused to false");
  }

  @Test
  void ordinaryWordsAreNoNames() {
    assertThat(PAGE.about("manually")).isEmpty();
    assertThat(PAGE.words()).containsExactly("CanaryPauseStep", "Paused", "waiting-for-pods");
  }
}
