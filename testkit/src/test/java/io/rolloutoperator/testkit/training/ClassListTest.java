package io.rolloutoperator.testkit.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
  @Test
  void orderAndNumbersDifferFromRunToRunAndAreLeftOut() {
    List<String> one =
        List.of(
            "# NOTE: Do not modify this file.",
            "java/lang/Object id: 0",
            "a/B id: 1",
            "@lambda-proxy a/B run ()Ljava/lang/Runnable; ()V REF_invokeStatic a/B lambda$0 ()V ()V",
            "a/Generated id: 2 super: 0 source: jrt:/a",
            "@cp a/B 1 2 3");
    List<String> other =
        List.of(
            "a/B id: 0",
            "@lambda-proxy a/B run ()Ljava/lang/Runnable; ()V REF_invokeStatic a/B lambda$0 ()V ()V",
            "java/lang/Object id: 1",
            "@cp a/B 1 2 3");

    assertThat(ClassList.canonical(one)).isEqualTo(ClassList.canonical(other));
    assertThat(ClassList.canonical(one))
        .containsExactly(
            "a/B",
            "java/lang/Object",
            "@lambda-proxy a/B run ()Ljava/lang/Runnable; ()V REF_invokeStatic a/B lambda$0 ()V ()V",
            "@cp a/B 1 2 3");
  }

  @Test
  void classesOfAllListsStandBeforeWhatIsOfThem() {
    List<String> shipped =
        List.of("# made by a script", "a/B", "@lambda-proxy a/B run", "@cp a/B 1");
    List<String> more = List.of("# made by another", "a/C", "@lambda-proxy a/C run", "@cp a/B 1");

    assertThat(ClassList.merged(shipped, more))
        .containsExactly(
            "a/B", "a/C", "@lambda-proxy a/B run", "@lambda-proxy a/C run", "@cp a/B 1");
  }
}
