package io.rolloutoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageScriptTest {

  @Test
  void commandsStandInTheirOrderAndYamlIsSaved() {
    String page =
        """
        Save as `a/b.yaml`, not as `a.txt`:

        ```yaml
        kind: X
        ```

        ```console
        not run
        ```

        ```sh
        cat a/b.yaml
        ```
        """;

    assertThat(PageScript.of(page))
        .isEqualTo(
            """
            set -euo pipefail
            cat > a/b.yaml <<'END'
            kind: X
            END
            set -x
            cat a/b.yaml
            { set +x; } 2> /dev/null
            """);
  }

  @Test
  void yamlWithoutANameIsNoticed() {
    assertThatThrownBy(() -> PageScript.of("text\n```yaml\na: 1\n```\n"))
        .hasMessageContaining("no name for the YAML after: text");
  }
}
