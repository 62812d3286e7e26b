package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.peerchallenge.Invariants;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.Progress;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.engine.TypicalChanges;
import org.peerchallenge.operation.Invariant;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How long an analyst waits: for the check of all files in a new JVM, for the preview of 500
 * running cases, for the replay of a whole year: {@code mvn -Pbenchmark test
 * -Dtest=ProcessChangeBenchmark}.
 */
@Invariants.Except(
    value = Invariant.TOKEN_AND_TABLE,
    because = "the cases of its preview are tokens alone, begun in the middle")
class ProcessChangeBenchmark extends TurnTest {

  private static final int CASES = 500;
  private static final int ROUNDS = 3;

  /** Where cases wait, by the diagram. */
  private static final Map<String, String> WAITING =
      Map.of(
          "report-back", "userTask_writeReport",
          "self-assessment", "userTask_readThrough",
          "self-assessment-review", "userTask_replyToReview",
          "improvement-plan", "userTask_arrangeThemes",
          "annual-cycle", "userTask_evaluateYear");

  @Autowired private ProposedFiles files;
  @Autowired private Replay replay;

  /** A region as large as the South East: 18 entries of 19 authorities in six groups. */
  @Override
  protected void arrange() {
    testYear
        .region(19)
        .year()
        .group(1, "2019-02-15", "801", "802-803", "804")
        .group(2, "2019-02-04", "805", "806", "807")
        .group(3, "2019-02-18", "808", "809", "810")
        .group(4, "2019-02-05", "811", "812", "813")
        .group(5, "2019-02-11", "814", "815", "816")
        .group(6, "2019-02-12", "817", "818", "819");
  }

  @Override
  protected void begin(String year) {
    beginYear(year, "nothing");
  }

  /** With the JVM's settings of the command that analysts use. */
  @Test
  void allFilesAreCheckedInANewJvm() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(Files.readString(Path.of(".mvn/jvm.config")).strip().split("\\s+")));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.peerchallenge.PeerChallenge",
            "--check=."));
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      Process check = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(check.getInputStream().readAllBytes());
      assertThat(check.waitFor()).as(said).isZero();
      System.out.printf("The check in a new JVM: %.1f s; %s", seconds(begin), said);
    }
  }

  @Test
  void fiveHundredCasesArePreviewed() {
    int placed = 0;
    while (placed < CASES) {
      for (Map.Entry<String, String> one : WAITING.entrySet()) {
        boolean year = List.of("improvement-plan", "annual-cycle").contains(one.getKey());
        runtimeService
            .createProcessInstanceByKey(one.getKey())
            .businessKey(year ? "2019" : "2019/801")
            .setVariables(Map.of("review", "1"))
            .startBeforeActivity(one.getValue())
            .execute();
        placed++;
      }
    }
    FileSet set = TypicalChanges.all().get("another deadline");
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      int shown = files.of(set, Progress.UNSEEN).cases().size();
      System.out.printf("The preview of %d cases: %.1f s%n", shown, seconds(begin));
      assertThat(shown).isGreaterThanOrEqualTo(CASES);
    }
  }

  @Test
  void aYearIsReplayed() {
    openYear("2019");
    long walk = System.nanoTime();
    walkToTheEnd();
    System.out.printf("A year of 18 entries walked: %.0f s%n", seconds(walk));
    String root =
        replay.past().stream()
            .filter(one -> one.diagram().equals("annual-cycle"))
            .findFirst()
            .orElseThrow()
            .id();
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      Replay.Result result = replay.of(files.inUse(), root, Progress.UNSEEN);
      System.out.printf(
          "Its replay: %d deeds, %d tasks alike, %d otherwise: %.1f s%n",
          result.events(), result.alike(), result.differing().size(), seconds(begin));
      assertThat(result.missed()).isEmpty();
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
