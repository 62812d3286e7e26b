package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.peerchallenge.ShortForm;
import org.peerchallenge.engine.MutatedFiles.Mutant;
import org.peerchallenge.kernel.JsonText;

/**
 * Mistakes that nobody thought of: whatever is changed at random is found by the check, or it is
 * named, element by element, to the person who approves it, or it means nothing. No engine runs.
 */
class MutatedFilesTest {

  private static final int IN_EACH_BUILD = 120;
  private static final int IN_FULL = 8_000;

  /** What nobody reads: Modeler writes it anew, or it is a column's width. */
  private static final String MEANS_NOTHING =
      "(deleted|written twice|misspelt|another's|emptied|number \\w+) \\S*/(incoming|outgoing)"
          + "|.*@width";

  @Test
  void whateverIsChangedIsFoundOrNamedToWhoeverApprovesIt() throws IOException {
    long seed = Long.getLong("peerchallenge.seed", 1);
    boolean full = ShortForm.FULL;
    List<Mutant> all =
        new MutatedFiles(PlantedFaultsTest.FILES, JsonText.mapper(), seed)
            .some(Integer.getInteger("peerchallenge.mutants", full ? IN_FULL : IN_EACH_BUILD));
    Map<String, int[]> found = new TreeMap<>();
    List<String> silent = new ArrayList<>();
    StringBuilder named = new StringBuilder();
    for (Mutant one : all) {
      int[] count = found.computeIfAbsent(one.kind(), k -> new int[2]);
      count[0]++;
      if (isFound(one)) {
        count[1]++;
        continue;
      }
      FileSet.File before =
          PlantedFaultsTest.FILES.files().stream()
              .filter(file -> file.name().equals(one.file()))
              .findFirst()
              .orElseThrow();
      List<String> words =
          Difference.between(before, new FileSet.File(one.file(), one.bytes()), JsonText.mapper());
      named.append(one).append(": ").append(words).append('\n');
      if (words.isEmpty() && !one.kind().matches(MEANS_NOTHING)) {
        silent.add(one.toString());
      }
    }
    Files.writeString(Path.of("target/mutants-that-were-named.txt"), named.toString());
    System.out.printf(
        "%d mutants of %d kinds, seed %d: %d found by the check, the others named or nothing, %d"
            + " silent%n",
        all.size(),
        found.size(),
        seed,
        found.values().stream().mapToInt(count -> count[1]).sum(),
        silent.size());
    assertThat(silent).as("changed, and nobody is told").isEmpty();
  }

  private static boolean isFound(Mutant mutant) {
    try {
      return !PlantedFaultsTest.CHECK
          .faults(mutant.in(PlantedFaultsTest.FILES), PlantedFaultsTest.FILES)
          .isEmpty();
    } catch (RuntimeException e) {
      throw new AssertionError("The check fell over " + mutant, e);
    }
  }
}
