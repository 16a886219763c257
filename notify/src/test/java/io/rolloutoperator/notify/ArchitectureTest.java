package io.rolloutoperator.notify;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.rolloutoperator.notify.delivery.HttpSender;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What sends stands in one package; everything else decides. */
class ArchitectureTest {

  private static final String ROOT = "io.rolloutoperator.notify";

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void onlyTheDeliveryUsesTheNetwork() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".delivery..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "okhttp3..",
                    "okio..",
                    "jakarta.mail..",
                    "org.eclipse.angus..",
                    "javax.net..",
                    "java.nio.file..",
                    "java.util.concurrent..",
                    "org.slf4j..")
                .or(assignableTo(Thread.class))
                .or(assignableTo(java.net.Socket.class)))
        .check(PRODUCTION);
  }

  @Test
  void timeComesInAsAValue() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .check(PRODUCTION);
  }

  @Test
  void tenantsPatternsAreNotLeftToAnEngineThatBacktracks() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.util.regex.."))
        .check(PRODUCTION);
  }

  @Test
  void theDecisionsDoNotKnowHowThingsAreSent() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".template..",
            ROOT + ".config..",
            ROOT + ".trigger..",
            ROOT + ".message..",
            ROOT + ".service..",
            ROOT + ".outbox..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(HttpSender.class.getPackageName() + ".."))
        .check(PRODUCTION);
  }
}
