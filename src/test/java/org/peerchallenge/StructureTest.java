package org.peerchallenge;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.peerchallenge.access.Reader;
import org.peerchallenge.access.Relationship;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.engine.Message;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.annotation.Transactional;

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

  private static final int LONG = 300;

  private static final Pattern DISPOSITION =
      Pattern.compile("content-?disposition", Pattern.CASE_INSENSITIVE);

  private static final ApplicationModules FEATURES = ApplicationModules.of(PeerChallenge.class);

  /** Without tests; those that the features were read from, for to read them takes seconds. */
  private static final JavaClasses OURS =
      (JavaClasses) ReflectionTestUtils.getField(FEATURES, "allClasses");

  /** Their pages are written beside, to target/spring-modulith-docs. */
  @Test
  void featuresUseOneAnotherOnlyByTheirFrontDoorAndNeverInACircle() {
    new Documenter(FEATURES.verify())
        .writeModulesAsPlantUml()
        .writeModuleCanvases()
        .writeAggregatingDocument();
  }

  @Test
  void engineTypesStayAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ENGINE_ROOMS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.camunda..")
        .check(OURS);
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
        .check(OURS);
  }

  /** A stream of rows keeps its connection until somebody closes it: thirty emptied the pool. */
  @Test
  void rowsAreReadAsListsSoThatNoConnectionIsKept() {
    noClasses()
        .should()
        .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
        .orShould()
        .callMethodWhere(target(nameStartingWith("queryForStream")))
        .check(OURS);
  }

  @Test
  void servicesDoNotKnowTheWeb() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..web..", "..engine..", "..tasklist..", "..cockpit..", "..demo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .check(OURS);
  }

  @Test
  void leavesKnowNoOtherFeature() {
    for (String leaf : new String[] {"kernel", "notice", "document", "benchmark", "region"}) {
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
          .check(OURS);
    }
  }

  /**
   * The class file is read, since a header's name leaves no call behind. A mail's part is no
   * download.
   */
  @Test
  void onlyDownloadSaysUnderWhichNameAFileIsGiven() {
    classes()
        .that()
        .doNotBelongToAnyOf(Download.class)
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.notice.Mail")
        .should(
            new ArchCondition<JavaClass>("not write a content disposition") {
              @Override
              public void check(JavaClass one, ConditionEvents events) {
                try (InputStream file =
                    one.getSource().orElseThrow().getUri().toURL().openStream()) {
                  String constants = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
                  events.add(
                      new SimpleConditionEvent(
                          one,
                          !DISPOSITION.matcher(constants).find(),
                          one.getName() + " names a content disposition; use Download"));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            })
        .check(OURS);
  }

  /** The file check holds that each is heard. */
  @Test
  void everyMessageIsSentSomewhere() {
    for (Message message : Message.values()) {
      assertThat(
              OURS.get(Message.class).getField(message.name()).getAccessesToSelf().stream()
                  .filter(access -> !access.getOriginOwner().isEquivalentTo(Message.class)))
          .as("who tells %s", message)
          .isNotEmpty();
    }
  }

  /** How English dates, times and counts are written, and in which zone, is said once. */
  @Test
  void datesAreWrittenByEnglishTextInTheTimeOfEngland() {
    noClasses()
        .that()
        // Dates in files that somebody brings, and names of files that sort.
        .resideOutsideOfPackages("..kernel..", "..benchmark.imports..")
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.notice.FileRoute")
        .should()
        .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
        .orShould()
        .callMethod(DateTimeFormatter.class, "ofPattern", String.class, Locale.class)
        .orShould()
        .callMethod(ZoneId.class, "of", String.class)
        .check(OURS);
  }

  @Test
  void hashesAndJsonAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..kernel..")
        .should()
        .callMethod(MessageDigest.class, "getInstance", String.class)
        .orShould()
        .callConstructor(ObjectMapper.class)
        .check(OURS);
  }

  /** A page with words of its own, or a download that is no page, may answer 404 itself. */
  @Test
  void whatIsNotThereIsAnsweredByNotFound() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..kernel..")
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.account.web.LinkPage")
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.account.web.InvitationPage")
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.benchmark.web.FigureImportPage")
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.notice.web.ReplyPage")
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.notice.web.UnsubscribePage")
        .should()
        .accessField(HttpStatus.class, "NOT_FOUND")
        .check(OURS);
  }

  /** ADR 14: a page that looks up roles itself decides by itself. */
  @Test
  void pagesAskTheReadingPolicyAndDecideNothingByThemselves() {
    noClasses()
        .that()
        .resideInAnyPackage("..web..", "..demo..")
        .and()
        .doNotHaveFullyQualifiedName("org.peerchallenge.access.web.PageGuard")
        .should()
        .callMethod(Region.class, "holds", String.class, Role.class)
        .orShould()
        .callMethod(Region.class, "holds", String.class, Role.class, String.class)
        .orShould()
        .callMethod(Reader.class, "is", Relationship[].class)
        .check(OURS);
  }

  /**
   * What a person asked for and cannot have is told in one way; whose fault it is, no page asks.
   */
  @Test
  void whatIsRefusedIsRefusedByOneType() {
    assertThat(OURS)
        .filteredOn(
            one ->
                one.getRawSuperclass()
                    .map(JavaClass::getName)
                    .filter(above -> above.startsWith("java.lang.") && above.endsWith("Exception"))
                    .isPresent())
        .extracting(JavaClass::getSimpleName)
        // The others are faults of files, engines and mail servers, which no person asked for.
        .containsExactlyInAnyOrder("Refused", "DecisionFailed", "SandboxUnusable", "NotSent");
    classes()
        .that()
        .haveSimpleName("FormRejected")
        .should()
        .onlyHaveDependentClassesThat()
        .haveSimpleName("FormContent")
        .check(OURS);
  }

  /** A call within a class goes past the proxy that begins the transaction. */
  @Test
  void noMethodCallsATransactionOfItsOwnClassFromOutsideOne() {
    List<String> past = new ArrayList<>();
    for (JavaClass one : OURS) {
      for (JavaMethodCall call : one.getMethodCallsFromSelf()) {
        if (call.getTargetOwner().equals(one)
            && call.getOrigin() instanceof JavaMethod from
            && !from.getModifiers().contains(JavaModifier.PRIVATE)
            && !from.isAnnotatedWith(Transactional.class)
            && call.getTarget()
                .resolveMember()
                .filter(to -> to.isAnnotatedWith(Transactional.class))
                .isPresent()) {
          past.add(call.getDescription());
        }
      }
    }
    assertThat(past).isEmpty();
  }

  /**
   * A long class has a reason in the table of docs/architecture.md, or is split by duty. One that
   * became short leaves the table, with some room for coming and going.
   */
  @Test
  void aLongClassHasAReason() throws IOException {
    String text = Files.readString(Path.of("docs/architecture.md"));
    Set<String> reasons =
        text.substring(text.indexOf("## Long classes"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(line -> Pattern.compile("\\w+").matcher(line.split("\\|")[1]).results())
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, Integer> lengths = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        lengths.put(
            file.getFileName().toString().replace(".java", ""), Files.readAllLines(file).size());
      }
    }
    assertThat(lengths.keySet().stream().filter(one -> lengths.get(one) > LONG))
        .as("more than %d lines: split it by duty, or give a reason in the table", LONG)
        .isSubsetOf(reasons);
    assertThat(reasons)
        .as("short by now: take them out of the table")
        .allMatch(one -> lengths.getOrDefault(one, 0) > LONG * 5 / 6);
  }

  /** The service fails where somebody has just done the task, and with it page, change or job. */
  @Test
  void candidatesAreReadWithoutFailingOnATaskThatIsDoneMeanwhile() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Sandbox")
        .should()
        .callMethod(TaskService.class, "getIdentityLinksForTask", String.class)
        .because("TaskCandidates reads them of a task that may be gone")
        .check(OURS);
  }
}
