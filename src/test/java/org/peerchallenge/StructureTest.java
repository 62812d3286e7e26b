package org.peerchallenge;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/** Holds the packages to what they promise one another. */
class StructureTest {

  private static final String[] ENGINE_ROOMS = {
    "..engine..",
    "..process..",
    "..tasklist..",
    "..cockpit..",
    "..change..",
    "..account..",
    "..demo.."
  };

  private final JavaClasses ours =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.peerchallenge");

  @Test
  void featuresUseOneAnotherOnlyByTheirFrontDoorAndNeverInACircle() {
    ApplicationModules.of(PeerChallenge.class).verify();
  }

  @Test
  void engineTypesStayAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ENGINE_ROOMS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.camunda..")
        .check(ours);
  }

  @Test
  void delegatesAreSmallPackagePrivateAndInTheirProcessRoom() {
    classes()
        .that()
        .implement(JavaDelegate.class)
        .should()
        .resideInAPackage("..process..")
        .andShould()
        .bePackagePrivate()
        .check(ours);
  }

  /** A stream of rows keeps its connection until somebody closes it: thirty emptied the pool. */
  @Test
  void rowsAreReadAsListsSoThatNoConnectionIsKept() {
    noClasses()
        .should()
        .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
        .orShould()
        .callMethodWhere(target(nameStartingWith("queryForStream")))
        .check(ours);
  }

  @Test
  void servicesDoNotKnowTheWeb() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..web..", "..engine..", "..tasklist..", "..cockpit..", "..demo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .check(ours);
  }

  @Test
  void leavesKnowNoOtherFeature() {
    for (String leaf : new String[] {"notice", "document", "benchmark", "region"}) {
      noClasses()
          .that()
          .resideInAPackage("org.peerchallenge." + leaf + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.peerchallenge.cycle..",
              "org.peerchallenge.assessment..",
              "org.peerchallenge.challenge..",
              "org.peerchallenge.improvement..")
          .check(ours);
    }
  }
}
