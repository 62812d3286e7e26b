package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tasklist's scripts import one another in one direction. */
class ScriptImportsTest {

  private static final Path SCRIPTS =
      Path.of(
          "src/main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts"
              + "/peer-challenge");

  /** At the start of a module, and later where it is needed. */
  private static final Pattern IMPORT =
      Pattern.compile("(?:\\bfrom\\s*|\\bimport\\s*\\(?\\s*)'\\./([\\w-]+\\.js)'");

  private final Map<String, Set<String>> imports = imports();

  @Test
  void noScriptComesBackToItself() {
    List<String> circles = new ArrayList<>();
    imports.keySet().forEach(script -> follow(script, new ArrayList<>(List.of(script)), circles));
    assertThat(circles).isEmpty();
  }

  @Test
  void whatIsImportedIsThere() {
    assertThat(imports.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
        .isSubsetOf(imports.keySet())
        .hasSizeGreaterThan(10);
  }

  private void follow(String script, List<String> way, List<String> circles) {
    for (String next : imports.getOrDefault(script, Set.of())) {
      if (next.equals(way.get(0))) {
        circles.add(String.join(" → ", way) + " → " + next);
      } else if (!way.contains(next)) {
        way.add(next);
        follow(next, way, circles);
        way.remove(next);
      }
    }
  }

  private static Map<String, Set<String>> imports() {
    Map<String, Set<String>> imports = new TreeMap<>();
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      for (Path script : scripts.toList()) {
        imports.put(
            script.getFileName().toString(),
            IMPORT
                .matcher(Files.readString(script))
                .results()
                .map(one -> one.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return imports;
  }
}
